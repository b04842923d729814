"""The append-only record of every move. It orders, chains and seals entries; it does not know what they mean."""
