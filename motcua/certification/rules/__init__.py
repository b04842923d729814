"""Pure: which procedures are certifications, and what each asks of the desk."""
