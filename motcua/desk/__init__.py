"""The reception face: find a procedure, take a dossier in, print the receipt, hand the result over."""
