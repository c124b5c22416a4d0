"""Read X through tweepy: recent search under limits of time, size and money."""
