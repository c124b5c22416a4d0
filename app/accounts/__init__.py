"""Who works here: users, their roles, invitations, and sessions that can be ended at once.

Organisers, curators and judges come here to sign in. The public has no account.
"""
