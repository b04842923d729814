"""Every read of the heart."""
