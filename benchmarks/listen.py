"""Read four networks for some minutes while posts arrive and answers fail at random; account for every post.

The stand-ins of the tests run in a process of their own; this one reads as a pass does, side by side, again and again.
It prints memory, threads and connections left, where each post ended (stored, set aside, in a reported gap, or lost),
and how many posts a CPU-second takes from response to stored row. Example: python benchmarks/listen.py --minutes 2
"""

import argparse
import gc
import hashlib
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import select  # noqa: E402

from app import clock, create_app  # noqa: E402
from app.config import read_settings  # noqa: E402
from app.extensions import db  # noqa: E402
from app.listening import service  # noqa: E402
from app.listening.models import Mention, Quarantine, ReadingGap, Watch  # noqa: E402
from app.listening.passes.network import read_network  # noqa: E402
from app.listening.passes.networks import read_side_by_side  # noqa: E402
from app.listening.passes.stopping import Stop  # noqa: E402
from app.listening.sources.bluesky.source import BlueskySource  # noqa: E402
from app.listening.sources.bounded import Limits  # noqa: E402
from app.listening.sources.mastodon.source import MastodonSource  # noqa: E402
from app.listening.sources.rss.source import RssSource  # noqa: E402
from app.listening.sources.x.source import XSource  # noqa: E402
from app.listening.worker import ONE_ARENA  # noqa: E402
from app.web.actions import act  # noqa: E402
from tests.listening import bluesky_server, feed_server, mastodon_server, x_server  # noqa: E402
from tests.listening.bluesky import Remembered  # noqa: E402

NETWORKS = ("bluesky", "mastodon", "rss", "x")
A_FEED_HOLDS = 5
A_SECOND = 20
FAULT_EVERY = 6
EVERY = 0.05
PASSES_IN_PEACE = 60
MEMORY_MAY_MOVE = 0.05
LIMITS = Limits(connect=2, read=1, total=2)
PATIENT = Limits(connect=20, read=20, total=30)


def serve(pipe) -> None:
    """Run the stand-ins, let posts arrive and answers fail, and tell in the end which posts there were."""
    with ExitStack() as stack:
        x = stack.enter_context(x_server.running())
        bluesky = stack.enter_context(bluesky_server.running())
        mastodon = stack.enter_context(mastodon_server.running())
        feeds = stack.enter_context(feed_server.running())
        world = World(x, bluesky, mastodon, feeds)
        world.arrive()
        pipe.send({"x": x.url, "bluesky": bluesky.url, "mastodon": mastodon.url, "rss": feeds.url})
        while not pipe.poll(EVERY):
            world.arrive()
            world.forget_what_was_asked()
            world.fail_now_and_then()
        world.mend()
        pipe.recv()
        pipe.send(world.all)
        pipe.recv()


class World:
    """Four networks and every post that ever was on them: its moment, by network and id."""

    def __init__(self, x, bluesky, mastodon, feeds) -> None:
        self.x, self.bluesky, self.mastodon, self.feeds = x, bluesky, mastodon, feeds
        self.all: dict[tuple[str, str], datetime] = {}
        self.items: deque[str] = deque(maxlen=A_FEED_HOLDS)
        self.number = 0

    def arrive(self) -> None:
        """Let one post arrive on each network; one of fifty on X has no words."""
        self.number += 1
        now, none = datetime.now(UTC), timedelta(0)
        text = f"Great customer service, number {self.number}."
        post = x_server.make_post(ago=none, text=text if self.number % 50 else None, number=self.number % 1000)
        view = bluesky_server.make_view(ago=none, text=text)
        status = mastodon_server.make_status(ago=none, text=text)
        self.x.posts.append(post)
        self.bluesky.posts.append(view)
        self.mastodon.posts.append(status)
        self.all["x", post["id"]] = self.all["bluesky", view["uri"]] = self.all["mastodon", status["uri"]] = now
        if self.number % A_SECOND == 1:
            self.publish(text, now)

    def publish(self, text: str, now: datetime) -> None:
        """Put an item on top of the feed, whose dates are whole seconds; the oldest one leaves it."""
        self.items.appendleft(feed_server.item(self.number, text=text, ago=timedelta(0)))
        self.feeds.feeds["/feed"] = feed_server.rss(*self.items)
        known_as = f"{self.feeds.url}/feed\nreview-{self.number}"
        self.all["rss", hashlib.sha256(known_as.encode()).hexdigest()] = now

    def forget_what_was_asked(self) -> None:
        """Keep no record of requests, which would grow for as long as this runs."""
        for server in (self.x, self.bluesky, self.mastodon, self.feeds):
            for name in ("asked", "headers", "methods", "paths", "calls"):
                del getattr(server, name, [])[:-10]

    def fail_now_and_then(self) -> None:
        """Put a fault before some of the answers to come."""
        for server in (self.x, self.bluesky, self.mastodon, self.feeds):
            if not server.instead:
                server.instead += [None] * random.randrange(1, FAULT_EVERY) + [random.choice(faults_of(server))]
        if random.random() < 0.005:
            self.bluesky.expire()

    def mend(self) -> None:
        """Let every answer be a good one again."""
        for server in (self.x, self.bluesky, self.mastodon, self.feeds):
            server.instead = []


def faults_of(server) -> list[object]:
    """List the faults that a server plays."""
    kind = sys.modules[type(server).__module__].Answer
    return [
        kind("oops", 500),
        kind("<html>", 502),
        kind("", 503, {"Retry-After": "7"}),
        kind("slow", 429),
        kind("<html>"),
        kind(""),
        kind('{"data": [', headers={"Content-Length": "900"}),
        kind(b"not gzip", headers={"Content-Encoding": "gzip"}),
        kind("{}", pause=3),
    ]


@dataclass
class Figures:
    """What reading took: passes, failures in words, processor time of the reading threads, memory over time."""

    passes: int = 0
    failures: int = 0
    posts: int = 0
    new: int = 0
    seconds: float = 0.0
    memory: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def open_sources(urls, limits=LIMITS) -> dict[str, object]:
    """Open the four stand-ins."""
    return {
        "x": XSource(token=x_server.TOKEN, base=urls["x"], limits=limits),
        "bluesky": BlueskySource(
            handle=bluesky_server.HANDLE,
            password=bluesky_server.PASSWORD,
            base=urls["bluesky"],
            store=Remembered(),
            limits=limits,
        ),
        "mastodon": MastodonSource(base=urls["mastodon"], token=mastodon_server.TOKEN, limits=limits),
        "rss": RssSource(may_reach=lambda *_: True, limits=limits),
    }


def read_once(sources, figures: Figures) -> None:
    """Read every network side by side, and note what it took."""
    stop = Stop()

    def read_one(name):
        began = time.thread_time()
        report = read_network(sources[name], is_asked=True, stop=stop)
        with figures.lock:
            figures.seconds += time.thread_time() - began
            figures.posts += report.stored.new + report.stored.known + report.stored.edited
            figures.new += report.stored.new + report.stored.aside
            figures.failures += bool(report.failure)
        return report

    list(read_side_by_side(NETWORKS, read_one, stop))
    figures.passes += 1
    gc.collect()
    figures.memory.append(resident())


def resident() -> int:
    """Return how many bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def connections() -> int:
    """Count the sockets of this process."""
    links = (os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd"))
    return sum(1 for link in links if os.path.islink(link) and os.readlink(link).startswith("socket:"))


def account_for(posts) -> dict[str, int]:
    """Say where every post ended."""
    stored = {(network, post_id) for network, post_id in db.session.execute(select(Mention.network, Mention.post_id))}
    aside = set(db.session.scalars(select(Quarantine.post_id)))
    second = timedelta(seconds=1)
    gaps = [(gap.network, gap.from_at - second, gap.to_at + second) for gap in db.session.scalars(select(ReadingGap))]
    ends = dict.fromkeys(("stored", "set aside", "in a reported gap", "lost"), 0)
    for (network, post_id), moment in posts.items():
        if (network, post_id) in stored:
            ends["stored"] += 1
        elif post_id in aside:
            ends["set aside"] += 1
        elif any(each == network and start <= moment <= end for each, start, end in gaps):
            ends["in a reported gap"] += 1
        else:
            ends["lost"] += 1
            print(f"lost: {network} {post_id} of {moment:%H:%M:%S.%f}")
    return ends


def run(minutes: float, pipe) -> bool:
    """Read for some minutes, then once in peace, and print what became of it; return whether all is well."""
    urls = pipe.recv()
    watch = Watch(
        name="Praise",
        networks=list(NETWORKS),
        phrases=["great customer service"],
        feeds=[f"{urls['rss']}/feed"],
        created_at=clock.now(),
    )
    act(lambda: (db.session.add(watch), db.session.flush(), service.set_searches(watch)))
    figures, until = Figures(), time.monotonic() + minutes * 60
    before = threading.active_count(), connections()
    while time.monotonic() < until:
        read_once(open_sources(urls), figures)
    pipe.send("mend")
    time.sleep(2.5)
    read_to_the_end(urls, figures)
    pipe.send("tell")
    ends = account_for(pipe.recv())
    pipe.send("end")
    return tell(figures, ends, *before)


def read_to_the_end(urls, figures: Figures) -> None:
    """Read in peace until a pass fails nowhere and finds nothing more: what was only late is not lost."""
    for _ in range(PASSES_IN_PEACE):
        before = figures.failures + figures.new
        read_once(open_sources(urls, PATIENT), figures)
        if figures.failures + figures.new == before:
            return


def tell(figures: Figures, ends: dict[str, int], threads: int, sockets: int) -> bool:
    """Print the figures."""
    time.sleep(3)
    gc.collect()
    fifth = max(len(figures.memory) // 5, 1)
    early, late = (statistics.median(part) for part in (figures.memory[fifth : 2 * fifth], figures.memory[-fifth:]))
    left = threading.active_count() - threads, connections() - sockets
    print(f"passes: {figures.passes} over 4 networks, of which {figures.failures} ended in a failure")
    print(f"memory: {early / 1e6:.1f} MB early, {late / 1e6:.1f} MB late ({late / early - 1:+.1%})")
    print(f"left: {left[0]} threads, {left[1]} connections")
    print("posts: " + ", ".join(f"{number} {name}" for name, number in ends.items()))
    print(f"posts per CPU-second, from response to stored row: {figures.posts / figures.seconds:.0f}")
    return ends["lost"] == 0 and left == (0, 0) and abs(late / early - 1) <= MEMORY_MAY_MOVE


def main() -> None:
    """Start the stand-ins, read, and exit 1 if a post was lost, a thread left, or memory grew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    given = parser.parse_args()
    if not ONE_ARENA.keys() <= os.environ.keys():
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ONE_ARENA})
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    child.start()
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "AWARDS_VAR": folder,
            "AWARDS_DATABASE_URL": f"sqlite:///{folder}/awards.db",
            "AWARDS_SECRET_KEY": "s" * 40,
            "AWARDS_LASTING_KEY": "l" * 40,
            "AWARDS_X_MONTHLY_BUDGET": "100000",
        }
        with create_app(read_settings(settings)).app_context():
            db.create_all()
            is_well = run(given.minutes, ours)
    child.join(5)
    sys.exit(not is_well)


if __name__ == "__main__":
    main()
