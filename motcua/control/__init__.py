"""The supervisor's face: the period table and what lies behind each cell."""
