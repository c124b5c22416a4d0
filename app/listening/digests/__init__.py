"""The letter a curator has at an hour of their own choice: when it is due, what stands in it, and its going out."""
