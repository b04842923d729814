"""The ground on which dossiers stand: procedures, their published versions, and the regimes of law that count them.

This room answers for what a procedure asks, costs and takes, who is competent for it, how it runs through the house,
and for finding it by everyday words. It knows no dossier: which dossiers keep an old version is the dossier's fact.
"""
