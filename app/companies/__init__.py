"""The register of companies: canonical names and what a typed name means.

Nominations, mentions and interests look companies up here; stories about them belong to nominations.
"""
