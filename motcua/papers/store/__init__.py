"""The files of the house: accepted after examination, kept under the digest of their content, opened by grant only.

A file is written first and its row second, so a row always finds its file; what was written without a row is removed
by `motcua papers verify --repair` once it is older than a day. Who may see a file is not decided here: the room that
holds it (draft, dossier, feedback, person, result) mints a grant, and this store honours it.
"""
