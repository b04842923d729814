"""What the person of a dossier does to it himself, where he follows it: answers, adjusts, stops."""
