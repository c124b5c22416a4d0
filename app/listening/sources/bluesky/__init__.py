"""Read Bluesky through atproto: search with an app password, by way of the account's own server."""
