"""What the law says about one dossier: pure decisions, each with its article."""
