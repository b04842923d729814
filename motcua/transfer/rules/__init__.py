"""What a file of another system says, decided without looking anything up."""
