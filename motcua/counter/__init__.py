"""Visits at the counter: whoever is served hands in one dossier or several, and gets his originals and receipts back.

It answers for the tickets that were served and for what is done while the person still stands there. Calling people
from a queue is not here; what a dossier is, and the money for it, are other rooms'.
"""
