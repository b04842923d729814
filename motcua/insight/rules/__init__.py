"""Pure rules of the figures: legal periods, folding entries into movements, ratios and their rounding."""
