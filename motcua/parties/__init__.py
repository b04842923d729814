"""People and organisations, what they declared, and every text that somebody typed.

The only room that holds personal data. It knows nothing of dossiers: other rooms keep a reference, an id and an HMAC,
that says nothing about anybody once the content here is erased.
"""
