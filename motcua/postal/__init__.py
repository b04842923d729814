"""Parcels: results that go home by post, from the desk to the door.

It answers for shipments, what they cost, their labels, and where they are; who carries them is a plugin. The person has
the result when it is delivered: then the dossier is handed over by post (clock section 1).
"""
