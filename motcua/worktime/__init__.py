"""Calendars and the arithmetic of terms: when a term ends and why. It knows no dossier."""
