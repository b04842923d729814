"""Digital signatures: bytes in, bytes out. Who signs with what, in which order, what is seen, and whether it holds.

It knows nothing of dossiers or of kept files; whoever holds a paper hands in its bytes and keeps what comes back.
"""
