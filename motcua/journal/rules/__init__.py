"""Pure: how an entry is written down, how its digest covers it, how seals are chained."""
