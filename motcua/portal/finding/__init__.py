"""Finding a procedure and reading what it needs: by words, life event, field or agency; as a page and as open data."""
