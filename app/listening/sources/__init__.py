"""Read networks, and only read: one folder a network, each behind the `Source` that `protocol` describes.

A source never sleeps, retries or touches the database, and has no code that could write to its network. Which ones
can be read now stands in `opening`; where reading stands, what it costs and what is stored belong to the room above.
"""
