"""What the pages of letters ask for."""
