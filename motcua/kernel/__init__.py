"""The ground under every room: who acts, how a no is said, the time, numbers without gaps, the sweep, the database."""
