"""Pure: what a shipment may become, and when it is looked after again."""
