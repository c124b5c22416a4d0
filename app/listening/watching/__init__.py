"""What is looked for: watches, the queries they become on each network, and the look ahead of saving one."""
