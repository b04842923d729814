"""E-forms for those who administer the catalogue: the list, the next number of each, trying it out, publishing it."""
