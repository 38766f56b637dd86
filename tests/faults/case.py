"""A row of the fault table: a fault that is really brought about, and what must be observed of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from tests.helpers.fault_server import FaultServer, Script
from tests.helpers.tls import make_local_tls_context, trust_local_authority


class Transport(StrEnum):
    """What the faulty server speaks; the value is the scheme of its address."""

    HTTP = "http"
    TLS = "https"


class CannotRun(Exception):
    """This computer lacks something that the fault needs, such as the right to mount a disk."""


@dataclass(frozen=True, slots=True)
class Workload:
    """How often a case with chance in it repeats; `is_full` makes large inputs as large as they get."""

    kill_points: int
    cycles: int
    is_full: bool


REDUCED = Workload(kill_points=5, cycles=8, is_full=False)
FULL = Workload(kill_points=200, cycles=500, is_full=True)


@dataclass(frozen=True, slots=True)
class Env:
    """What a case gets: an empty folder of its own, the workload, and what its servers speak."""

    folder: Path
    workload: Workload
    transport: Transport = Transport.HTTP

    @contextmanager
    def serve(self, script: Script) -> Iterator[FaultServer]:
        """Run a server that speaks this transport; until it stops, this process and its children trust it."""
        if self.transport is Transport.HTTP:
            with FaultServer(script) as server:
                yield server
        else:
            with trust_local_authority(self.folder), FaultServer(script, tls=make_local_tls_context()) as server:
                yield server


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a fault. `sees`, `retries` and `kept` are read back, never repeated from the declaration.

    Attributes:
        sees: the text shown to the user, "" if none is shown; None if the case has no user interface.
        retries: number of attempts after the first; None if nothing is retried by its nature.
        kept: what is left of the user's data, as read back from the window, the files or the server's log; None if the
            case has none.
        totals: numbers that are added up below the printed table, such as kill points survived.
        note: what was measured, for the printed table only.
    """

    sees: str | None
    retries: int | None
    kept: str | None
    totals: Mapping[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One row: `run` brings the fault about and observes; `sees`, `retries` and `kept` are what must be observed.

    One that takes a second or more with the reduced workload `is_slow`.
    """

    group: str
    name: str
    run: Callable[[Env], Observed]
    sees: str | None
    retries: int | None
    kept: str | None
    is_slow: bool = False

    def differences(self, observed: Observed) -> list[str]:
        """Return a sentence for each field that was observed to be another than declared."""
        pairs = (
            ("sees", self.sees, observed.sees),
            ("retries", self.retries, observed.retries),
            ("kept", self.kept, observed.kept),
        )
        return [f"{name}: declared {wanted!r}, observed {got!r}" for name, wanted, got in pairs if wanted != got]


@dataclass(frozen=True, slots=True)
class FaultCase:
    """A fault, and what its server speaks."""

    fault: Fault
    transport: Transport = Transport.HTTP

    @property
    def group(self) -> str:
        return self.fault.group if self.transport is Transport.HTTP else f"{self.fault.group} over TLS"

    @property
    def name(self) -> str:
        return f"{self.group}: {self.fault.name}"

    def run(self, folder: Path, workload: Workload) -> Observed:
        """Bring the fault about in an empty folder; raise CannotRun if this computer lacks what it needs."""
        return self.fault.run(Env(folder, workload, self.transport))
