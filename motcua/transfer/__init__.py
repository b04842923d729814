"""Bringing an office over: running dossiers and history from the system in use."""
