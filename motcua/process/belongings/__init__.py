"""What belongs to one person or organisation: found, listed, and handed out whole."""
