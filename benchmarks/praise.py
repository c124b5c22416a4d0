"""Measure how well and fast posts are ranked by praise of support, beside VADER, and what learning adds."""

import argparse
import csv
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

csv.field_size_limit(10_000_000)
POSITIVE = "praise_of_support"
DECISIONS = (0, 50, 100, 200, 500)
ORDERS = 10
LEAST_UNSEEN = 100
Scorer = Callable[[list[str]], list[float]]


class UnreadablePosts(Exception):
    """The file of posts cannot be used; the message says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of both scorers on the posts of one file."""
    options = parser().parse_args(arguments)
    try:
        texts, wanted = read_posts(options.posts)
    except UnreadablePosts as reason:
        print(reason, file=sys.stderr)
        return 2
    print(f"{len(texts)} posts, {sum(wanted)} of them praise of support")
    print(f"{'':16}{'AP':>7}{'P@50':>7}{'P@100':>7}{'R@P.9':>7}{'posts/CPU-s':>13}{'import s':>10}")
    for name, module, scorer in scorers():
        print(line(name, module, scorer, texts, wanted))
    print(
        f"\nFrom text to stored row (language, score, company, speaker, copies): {end_to_end(texts):,.0f} posts/CPU-s"
    )
    print_curve(texts, wanted)
    return 0


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="benchmarks/praise.py",
        description=__doc__,
        epilog="AP: average precision. P@50: share of praise among the 50 highest. R@P.9: the most praise found "
        "while nine in ten shown are praise. Ties keep the order of the file.",
    )
    made.add_argument(
        "--posts",
        required=True,
        type=Path,
        metavar="FILE",
        help=f"CSV with the columns text and label; label {POSITIVE} is the praise",
    )
    return made


def read_posts(path: Path) -> tuple[list[str], list[bool]]:
    """Read texts and whether each is praise; raise UnreadablePosts with a sentence."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = {"text", "label"}.difference(reader.fieldnames or ())
            if missing:
                raise UnreadablePosts(f"{path} has no column named {' or '.join(sorted(missing))}.")
            rows = [(row["text"] or "", row["label"] == POSITIVE) for row in reader]
    except OSError as error:
        raise UnreadablePosts(f"{path} cannot be opened: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadablePosts(f"{path} is not a CSV file in UTF-8.") from error
    if not any(wanted for _, wanted in rows):
        raise UnreadablePosts(f"{path} holds no post labelled {POSITIVE}, so there is nothing to measure.")
    return [text for text, _ in rows], [wanted for _, wanted in rows]


def scorers() -> list[tuple[str, str, Scorer]]:
    """List the scorers that can be run here, with the module whose import is timed."""
    from app.listening.praise import score_texts

    found: list[tuple[str, str, Scorer]] = [("Support Awards", "app.listening.praise", score_texts)]
    try:
        analyser = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    except ImportError:
        print("VADER is not installed here; only our own scorer is measured.")
        return found

    def compound(texts: list[str]) -> list[float]:
        return [analyser.polarity_scores(text)["compound"] for text in texts]

    return [*found, ("VADER compound", "vaderSentiment.vaderSentiment", compound)]


def line(name: str, module: str, scorer: Scorer, texts: list[str], wanted: list[bool]) -> str:
    """Make one line of the table."""
    scores = scorer(texts)
    ranked = [wanted[place] for place in sorted(range(len(texts)), key=lambda place: -scores[place])]
    figures = (average_precision(ranked), precision_at(ranked, 50), precision_at(ranked, 100), recall_at(ranked, 0.9))
    shown = "".join(f"{figure:7.3f}" for figure in figures)
    return f"{name:16}{shown}{posts_per_second(scorer, texts):13,.0f}{import_seconds(module):10.3f}"


def end_to_end(texts: list[str]) -> float:
    """Time the whole way of a post into a database of its own."""
    from benchmarks.stored import stored_per_second

    return stored_per_second(texts)


def print_curve(texts: list[str], wanted: list[bool]) -> None:
    """Print what the learner reaches on unseen posts after so many decisions, beside the rule on the same posts."""
    from app.listening.learning import Learner

    numbers = [number for number in DECISIONS if len(texts) - number >= LEAST_UNSEEN]
    print(f"\nThe learner: AP on posts it has not seen, the mean of {ORDERS} random orders")
    print(f"{'decisions':>10}{'rule':>8}{'learner':>9}{'worse':>7}{'learn s':>9}{'posts/CPU-s':>13}")
    for number in numbers:
        reached = [learn_and_rank(Learner, texts, wanted, number, seed) for seed in range(ORDERS)]
        rule, learner, seconds, speed = (sum(figures) / ORDERS for figures in zip(*reached, strict=True))
        worse = sum(ranked < ruled - 1e-9 for ruled, ranked, *_ in reached)
        print(f"{number:10}{rule:8.3f}{learner:9.3f}{worse:7}{seconds:9.2f}{speed:13,.0f}")


def learn_and_rank(
    learner_class: type, texts: list[str], wanted: list[bool], number: int, seed: int
) -> tuple[float, float, float, float]:
    """Learn from the first posts of one order and rank the rest: AP of rule and learner, seconds and speed."""
    from app.listening.praise import score_texts

    order = random.Random(seed).sample(range(len(texts)), len(texts))
    unseen = order[max(number for number in DECISIONS if len(texts) - number >= LEAST_UNSEEN) :]
    shown, praise = [texts[place] for place in unseen], [wanted[place] for place in unseen]
    learner = learner_class()
    began = time.process_time()
    learner.learn([texts[place] for place in order[:number]], [wanted[place] for place in order[:number]])
    learner.score([])
    learnt = time.process_time()
    scores = learner.score(shown)
    ended = time.process_time()
    speed = len(shown) / max(ended - learnt, 1e-9)
    return reached_by(score_texts(shown), praise), reached_by(scores, praise), learnt - began, speed


def reached_by(scores: list[float], wanted: list[bool]) -> float:
    """Give the average precision of scores; nothing where there is no praise to find."""
    ranked = [wanted[place] for place in sorted(range(len(wanted)), key=lambda place: -scores[place])]
    return average_precision(ranked) if any(wanted) else 0.0


def average_precision(ranked: list[bool]) -> float:
    """Give the mean, over all praise, of the precision at its place in the ranking."""
    found = 0
    total = 0.0
    for place, is_praise in enumerate(ranked, 1):
        if is_praise:
            found += 1
            total += found / place
    return total / found


def precision_at(ranked: list[bool], depth: int) -> float:
    """Give the share of praise among the first `depth` posts."""
    top = ranked[:depth]
    return sum(top) / len(top)


def recall_at(ranked: list[bool], precision: float) -> float:
    """Give the largest share of all praise found while the precision holds."""
    found, best = 0, 0
    for place, is_praise in enumerate(ranked, 1):
        found += is_praise
        if found / place >= precision:
            best = found
    return best / sum(ranked)


def posts_per_second(scorer: Scorer, texts: list[str], least: float = 1.0) -> float:
    """Score the posts again and again for a second of CPU time and give the best pass."""
    best, spent = 0.0, 0.0
    while spent < least:
        began = time.process_time()
        scorer(texts)
        taken = max(time.process_time() - began, 1e-9)
        best, spent = max(best, len(texts) / taken), spent + taken
    return best


def import_seconds(module: str) -> float:
    """Time the import of a module in a Python of its own, the best of three."""
    code = f"import time; began = time.process_time(); import {module}; print(time.process_time() - began)"
    command = [sys.executable, "-c", code]
    root = Path(__file__).resolve().parent.parent
    runs = [subprocess.run(command, capture_output=True, text=True, check=True, cwd=root) for _ in range(3)]
    return min(float(run.stdout) for run in runs)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    sys.exit(main())
