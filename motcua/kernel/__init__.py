"""The ground under every room: who acts, how a no is said, what time it is, numbers without gaps, the sweep, the embedded database."""
