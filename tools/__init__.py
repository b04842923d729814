"""Scripts for those who build Motcua; nothing here is installed with it."""
