"""Notices: what people are told about their dossiers and officers about theirs, by e-mail, SMS and Zalo.

A reader of the journal plans a delivery for each person and channel; a sweep sends it after the commit, tries again
with the same key while the way is blocked, and gives up where everybody can see it. Addresses and phones stay with the
people (`parties`): a delivery knows only which declaration has them.
"""
