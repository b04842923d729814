"""The course: on whose desk a dossier lies and what comes next. The only caller of dossier's commands."""
