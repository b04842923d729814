"""What may be done to a feedback, and by whom: decisions without a database and without a clock."""
