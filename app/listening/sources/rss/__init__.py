"""Read feeds, RSS and Atom: each whole, by our own bounded fetch, made sense of by feedparser."""
