"""Procedures, their published versions, fees, process definitions, competence, and the dated regimes of law."""
