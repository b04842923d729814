"""Official forms and letters: templates in, PDF out. Storing and signing files come with the papers issue."""
