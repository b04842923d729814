"""What is allowed at the counter. No Django, no database, no clock."""
