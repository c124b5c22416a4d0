"""What happens and when: scenes in any order, played in the order of time by the one clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from app import clock

Scene = Callable[[], object]


@dataclass(frozen=True)
class Days:
    """Counts days from today, so that the demo is as lively next year."""

    now: datetime

    def at(self, offset: int, hour: str = "09:00") -> datetime:
        """Return a moment so many days from today, in UTC."""
        day = self.now.date() + timedelta(days=offset)
        return datetime.combine(day, time.fromisoformat(hour), UTC)

    def ago(self, *, hours: float = 0, minutes: float = 0) -> datetime:
        """Return a moment shortly before now."""
        return self.now - timedelta(hours=hours, minutes=minutes)


@dataclass
class Script:
    """All scenes of the demo."""

    days: Days
    scenes: list[tuple[datetime, Scene]] = field(default_factory=list)

    def add(self, moment: datetime, scene: Scene) -> None:
        """Note what happens at a moment."""
        self.scenes.append((moment, scene))

    def play(self) -> Iterator[datetime]:
        """Let everything happen in order of time, and tell after each scene when it was."""
        for moment, scene in sorted(self.scenes, key=lambda noted: noted[0]):
            with clock.told_at(moment):
                scene()
                yield moment
