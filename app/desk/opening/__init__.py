"""Opening a season: a page at a time, kept as a draft until it is made; from scratch or from a past one."""
