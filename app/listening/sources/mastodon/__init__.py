"""Read one Mastodon server through Mastodon.py: hashtags always, phrases with a token."""
