"""The official slips and books: what each must say, how it looks with a sample, and drawings of the house's own."""
