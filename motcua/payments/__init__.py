"""Payments: what the desk takes for a dossier or for a visit, the receipts for it, and the closing of the day.

What is owed follows from the catalogue and is a fact of the dossier; here it is taken, in cash, by card or by transfer,
and the dossier is told through `process`. Every receipt has a number of its book, and no number is missing: a spoilt
one stays, with its reason. Money goes back only with a reason and never more than was paid. A day that was counted and
closed takes no more money.
"""
