"""The heart: the legal life of one dossier, its clock, its requests, its decision, its result, and who is involved."""
