"""What goes in and out of the notebook: the archive, the sample."""
