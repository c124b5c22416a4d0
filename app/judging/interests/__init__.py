"""What keeps a judge from an entry, and what happens when somebody leaves one.

Judges declare their ties here, organisers confirm those the site finds, and `bars` answers for every page who may not
judge what. Leaving an entry, with a reason or without, asks `assigning` for a replacement. Marks do not belong here.
"""
