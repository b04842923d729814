"""Calendars, reception hours and the arithmetic of terms: which days count, when a term ends and why.

It answers for time alone: it knows no dossier, no agency beyond the identifiers a closure names, and never decides what
a late date means. Pure arithmetic is in `rules` and reached through `types`; published calendars through `queries`.
"""
