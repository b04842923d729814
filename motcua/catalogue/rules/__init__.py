"""What follows from a procedure's parts, decided purely: no database, no clock, no framework."""
