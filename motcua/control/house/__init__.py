"""The organisation as the system administrator keeps it: agencies, units, desks, posts, officers, who stands in."""
