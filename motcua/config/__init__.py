"""The composition root: settings, addresses, the web application."""
