"""How a dossier enters: the checklist at the desk, the filing that arrives online, and the answer it is owed."""
