"""The citizen's face: the catalogue, and following a dossier."""
