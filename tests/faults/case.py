"""What a row of the table is: a fault that is really brought about, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Workload:
    """How often what depends on chance is repeated, and how large what depends on size is made."""

    kill_points: int
    cycles: int
    is_full: bool


REDUCED = Workload(kill_points=20, cycles=50, is_full=False)
FULL = Workload(kill_points=200, cycles=500, is_full=True)


@dataclass(frozen=True, slots=True)
class Env:
    """What a case works with: an empty folder of its own, and how hard to try."""

    folder: Path
    workload: Workload


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a fault.

    Attributes:
        sees: the words in front of the user, "" where there is nothing to tell.
        retries: further tries after the first, None where nothing is tried again by its nature.
        kept: what of the user's things is whole afterwards.
        figures: what is summed up below the table, such as kill points survived.
        note: what was measured on the way, for the printed table only.
    """

    sees: str
    retries: int | None
    kept: str
    totals: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One row: `case` brings the fault about and observes; the rest is what must be observed."""

    group: str
    name: str
    run: Callable[[Env], Observed]
    sees: str
    retries: int | None
    kept: str

    def differences(self, observed: Observed) -> list[str]:
        """What is not as declared; empty where all is."""
        pairs = (
            ("sees", self.sees, observed.sees),
            ("retries", self.retries, observed.retries),
            ("kept", self.kept, observed.kept),
        )
        return [f"{name}: {wanted!r} was declared, {got!r} observed" for name, wanted, got in pairs if wanted != got]
