"""Those who carry: the demonstration's carrier, and whoever registers."""
