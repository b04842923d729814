"""The archive: how long dossiers are kept, the list of each year, what goes to the archive office, what is destroyed.

A dossier's papers are kept for the period that the law gives its procedure, counted from the end of the year in which
it was finished. When a year is over, its finished dossiers become a list with numbers; the list can be handed over as a
package that anybody can check. What is past its period goes only by a decision that names it. The journal and the
registers stay: what was destroyed, by whose decision, is written there for ever.
"""
