"""Invented names and sentences for load tests; put together, they are plausible and mean nobody."""

FIRST = """Alder Amber Arden Ashby Aspen Barley Beacon Birch Bracken Briar Cedar Cinder Clover Cobble Copper Coral Crane
Dapple Dove Drift Eider Elder Ember Fable Falcon Fawn Flint Gable Garnet Ginger Harbour Haven Hazel Heron Hollow Indigo
Ivory Jasper Juniper Kestrel Lark Laurel Linden Lintel Maple Marlow Meadow Merle Nettle Oriel Otter Pebble Pine Quarry
Raven Rowan Saffron Sorrel Tamar Willow""".split()
SECOND = """bank bay beck bourne bridge brook combe cote cross dale down fall feld ford gate glen hall ham haven heath
hill holt hope horn hurst keep kirk lake land lea ley light lock marsh mead mere mill moor mouth ness path pool port
ridge rock run sand shaw shore side stead stone stream thorpe vale wall water way wood""".split()
TRADE = """Books Cycles Dental Electrics Ferries Foods Gardens Gas Glass Heating Hotels Insurance Kitchens Learning
Logistics Mobile Mutual Networks Optics Paints Payments Pensions Pharmacy Plumbing Rail Shoes Software Telecom Tickets
Travel""".split()
TEAMS = ("Night desk", "Refunds team", "Second line")
PEOPLE = ("A., support", "K., help desk", "R., billing")
PEOPLE_WHO_WRITE = """Ada Bea Cem Dov Eva Fin Gil Hana Ines Jon Kim Lea Max Nils Olga Pia Quin Ravi Sara Tom Uma Vera
Wim Yara Zoe""".split()
OPENINGS = (
    "The heating went out on the coldest evening of the year.",
    "My order came twice and was charged three times.",
    "I had locked myself out of an account with ten years of photographs.",
    "The ticket I bought for my mother had the wrong name on it.",
    "A transfer to my landlord was nowhere to be seen.",
    "The update broke the one report my office lives by.",
    "My parcel was said to be delivered, and was not.",
    "I could not make sense of a bill that had doubled.",
)
DEEDS = (
    "The person who answered let me finish, and said back to me what was wrong in one sentence.",
    "They stayed on the line until it worked, without once asking me to start again.",
    "Nobody passed me on: the same person wrote to me three times over two days.",
    "They told me openly what they could not do, and what they would do instead by Friday.",
    "They found the fault in their own records, said so, and repaired it while I waited.",
    "They tried it on their own phone first, so that I would not have to.",
    "They asked what I needed it for, and solved that rather than what I had asked.",
)
TURNS = (
    "I had expected to argue.",
    "It took eleven minutes in all.",
    "It was not even their fault.",
    "I am hard of hearing, and they wrote instead of ringing without being asked twice.",
    "It was after ten at night.",
    "I had been sent around by two other companies before.",
)
ENDINGS = (
    "A week later they asked whether it still held, and it did.",
    "They thanked me for my patience, which I had not had.",
    "I hung up feeling that somebody was on my side.",
    "Their help page now says what I had to find out, which is the best part.",
    "I have told everybody at work about it.",
)
