"""What may be taken, given back and closed; how a transfer is coded. Pure: no database, no clock."""
