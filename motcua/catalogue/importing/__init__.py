"""Reading what the national portal publishes: every row becomes a draft with marks for a person, or a reason."""
