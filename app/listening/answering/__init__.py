"""What a curator does with one post: claim it, look again, write a reply and send it by hand."""
