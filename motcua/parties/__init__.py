"""People and organisations, what they declared, and every text that somebody typed. The only room that holds personal data."""
