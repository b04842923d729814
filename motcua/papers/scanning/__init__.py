"""From pictures of paper to a paper one can search: pages cleaned, put in order, read, bound, described.

Bytes in, bytes out: nothing here knows of dossiers. Whatever opens a picture or a PDF runs in the workshop.
"""
