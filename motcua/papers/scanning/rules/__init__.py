"""What a paper says of itself, proposed from its text. Pure."""
