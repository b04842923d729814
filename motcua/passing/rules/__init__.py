"""Pure: who gives and who takes, and what a list that is taken means."""
