"""Find public praise of support, and let curators answer it by hand.

Curators come here: posts are read or imported, scored, claimed, answered by a person on the network itself, and
followed until they become a nomination. Nothing here can write to a network. What a nomination is, and who may send
one, belongs to `nominations`.
"""
