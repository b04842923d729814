"""The shell and the components of every page: plain data in, HTML out. It knows no dossier and asks nobody."""
