"""What organisers do with letters."""
