"""Read the networks: one pass over what is due, page by page, however often it is killed."""
