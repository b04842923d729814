"""The shapes a procedure is made of, one part a module. Other rooms take them from `catalogue.types`."""
