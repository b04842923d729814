"""Papers on their way between desk and agencies: the lists with which they are handed over and received.

A dossier moves on the screen at once; its papers follow in somebody's hands. It answers for where they lie, and for the
lists that both sides sign.
"""
