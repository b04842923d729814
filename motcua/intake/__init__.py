"""How a dossier enters: the checklist at the desk, the filing that arrives online, the answer within eight working hours."""
