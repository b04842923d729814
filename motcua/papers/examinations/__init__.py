"""What the house found out about the signatures of its files, and when; kept, so that nobody need look again."""
