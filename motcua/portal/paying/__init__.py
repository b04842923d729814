"""Paying online: what is owed and why, the ways to pay it, what happened, the receipt; and what gateways tell."""
