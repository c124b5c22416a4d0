"""Write Cyrillic and Greek in Latin letters, so that either spelling finds a name."""

CYRILLIC = (
    "а a б b в v г g д d е e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h ц ts ч ch ш sh щ sh"
    " ы y э e ю yu я ya і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz ѓ gj ќ kj ѕ dz"
)
GREEK = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s τ t υ y φ f χ ch ψ ps ω o"
)  # fmt: skip
_PAIRS = f"{CYRILLIC} {GREEK}".split()
_TABLE = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)) | {"ъ": None, "ь": None})


def in_latin(text: str) -> str:
    """Write folded text in Latin letters where its script is written letter by letter; leave the rest."""
    return text if text.isascii() else text.replace("ου", "ou").translate(_TABLE)
