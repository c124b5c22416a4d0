"""What pages after publication ask."""
