"""Measure how surely near-copies of posts are found, and how fast, beside comparing by exact words alone."""

import argparse
import heapq
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

LOOKED_AT, NEEDED = 5, 5
SEED, COPIES, NOISE_WORDS = 5, 2_000, "just so really today honestly again wow ok well also".split()
OPENINGS = [
    "RT @friend: {}",
    "This! {}",
    "{} 👏👏",
    "{} https://posts.example/a1",
    "So true: {}",
    "via @friend {}",
    '"{}"',
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print recall, false folds and posts per CPU-second."""
    made = argparse.ArgumentParser(prog="benchmarks/folding.py", description=__doc__)
    made.add_argument("--posts", type=int, default=100_000, metavar="N", help="posts in the index (100000)")
    options = made.parse_args(arguments)
    draw = random.Random(SEED)
    posts = made_posts(draw, options.posts)
    copied = draw.sample(range(len(posts)), min(COPIES, len(posts) // 2))
    copies = [(place, changed(posts[place], draw)) for place in copied]
    print(f"{len(posts)} posts, {len(copies)} near-copies of them")
    print(f"{'':16}{'recall':>8}{'wrong':>8}{'posts/CPU-s':>13}")
    for name, keys_of, confirm in finders():
        print(line(name, keys_of, confirm, posts, copies))
    return 0


Keys = Callable[[str], Sequence[int]]
Confirm = Callable[[str, str], bool]


def finders() -> list[tuple[str, Keys, Confirm]]:
    """List the ways of finding copies."""
    from app.listening.folding import is_copy, print_of
    from app.listening.folding.shingles import hashed, words_of

    known = lru_cache(maxsize=50_000)(print_of)

    def same_words(text: str) -> Sequence[int]:
        return [hashed(" ".join(words_of(text)))]

    return [
        ("shingles", lambda text: known(text).keys, lambda one, other: is_copy(known(one), known(other))),
        ("equal words", same_words, lambda one, other: same_words(one) == same_words(other)),
    ]


def line(name: str, keys_of: Keys, confirm: Confirm, posts: list[str], copies: list[tuple[int, str]]) -> str:
    """Make one line of the table: how many copies are found, and how many posts fold that are none."""
    index: defaultdict[int, list[int]] = defaultdict(list)
    began = time.process_time()
    folded = 0
    for place, post in enumerate(posts):
        keys = keys_of(post)
        folded += find(post, keys, index, posts, confirm) is not None
        for key in keys:
            index[key].append(place)
    taken = time.process_time() - began
    found = sum(find(copy, keys_of(copy), index, posts, confirm) is not None for _, copy in copies)
    return f"{name:16}{found / len(copies):8.3f}{folded / len(posts):8.4f}{len(posts) / taken:13,.0f}"


def find(post: str, keys: Sequence[int], index: dict[int, list[int]], posts: list[str], confirm: Confirm) -> int | None:
    """Find a post that this one repeats."""
    hits: defaultdict[int, int] = defaultdict(int)
    for key in keys:
        for place in index.get(key, ()):
            hits[place] += 1
    enough = max(1, len(keys) // NEEDED)
    nearest = heapq.nlargest(LOOKED_AT, (place for place in hits if hits[place] >= enough), key=hits.__getitem__)
    return next((place for place in nearest if confirm(post, posts[place])), None)


def made_posts(draw: random.Random, number: int) -> list[str]:
    """Make posts that are told apart: pieces of sentences as people write them, joined anew each time."""
    from app.listening.finding.ordinary import COMMON
    from app.listening.praise.names import NAMES

    words, names = sorted(COMMON), sorted(NAMES)
    return [made_post(draw, words, names) for _ in range(number)]


def made_post(draw: random.Random, words: list[str], names: list[str]) -> str:
    """Make one post: common phrases of praise, among words of its own."""
    phrases = ["thank you so much", "great customer service", "the support team", "in ten minutes", "on the phone with"]
    parts = [draw.choice(phrases), f"@brand{draw.randrange(300)}", draw.choice(names)]
    parts += draw.choices(words, k=draw.randint(4, 24))
    draw.shuffle(parts)
    return " ".join(parts)


def changed(post: str, draw: random.Random) -> str:
    """Change a post as people do: an opening, a word more, a word less, a slip, the end cut off, other case."""
    words = post.split()
    for _ in range(draw.randint(0, max(1, len(words) // 12))):
        place = draw.randrange(len(words))
        kind = draw.randrange(3)
        if kind == 0:
            words.insert(place, draw.choice(NOISE_WORDS))
        elif kind == 1 and len(words) > 7:
            del words[place]
        elif not words[place].startswith("@"):
            words[place] = words[place][1:] + words[place][:1]
    text = " ".join(words)
    text = text.upper() if draw.random() < 0.05 else text
    text = text[: len(text) * 4 // 5] + "…" if draw.random() < 0.15 else text
    return draw.choice(OPENINGS).format(text) if draw.random() < 0.6 else text


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
