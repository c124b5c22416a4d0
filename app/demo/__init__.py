"""The demo: a lively site to look around in, told through the rooms' own services as if it had happened.

Newcomers come here by `make demo`. What happens stands in the TOML files; the modules play it, each thing at its moment
of the past. Never in production, and never over data that is not the demo's own.
"""
