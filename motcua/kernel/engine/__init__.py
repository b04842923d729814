"""The database engine: Django's for PostgreSQL, with instants kept as the house means them."""
