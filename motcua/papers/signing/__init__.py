"""Digital signatures: bytes in, bytes out. Who signs with what, in which order, what a reader sees, and whether it holds.

This part knows nothing of dossiers or of files kept; whoever holds a paper hands in its bytes and keeps what comes back.
"""
