"""The registers of the clerk: numbers without gaps, and the results that were issued."""
