"""The officer's and leader's face: the inbox, the dossier, the next step."""
