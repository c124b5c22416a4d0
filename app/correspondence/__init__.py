"""What the organisers write, and what became of it: the words of each letter, letters to many, the outbox.

Organisers come here. How a letter is sent is the mail room's; whom a letter to many goes to, the rooms below say.
"""
