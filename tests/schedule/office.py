"""A computer on which exports are scheduled, for runs of them in this process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from tests.accounts.rings import MemoryRing
from tests.conftest import no_pause
from tests.driving import connection, save_connections
from vitec_desktop import main as cli
from vitec_desktop.accounts.credential_store import Vault
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.scheduled import Surroundings
from vitec_desktop.demo.service import DemoService
from vitec_desktop.export.names import suggested_name
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset, days
from vitec_desktop.schedule.plan import Pace, Plan, Rhythm
from vitec_desktop.schedule.plan_file import PlanFile
from vitec_desktop.schedule.run_history import Run, RunFile
from vitec_desktop.webservice.request import Customer, Scope
from vitec_desktop.webservice.timestamps import swedish_today
from vitec_desktop.webservice.timing import Timing

NOW = datetime(2026, 11, 30, 7, 0, 12, 345)
SOLNA, SUNDBYBERG = Customer("M30011", "Norrby Solna"), Customer("M30012", "Norrby Sundbyberg")
IMPATIENT = Timing(sleep=no_pause, tries=1)
PLAN = Plan("a1", "", "", Preset.LAST_WEEK, Rhythm(Pace.WEEKLY, 1, time(7)), datetime(2026, 11, 1))


@dataclass
class Office:
    """One computer: a profile with a plan, a folder for the files, a keyring, a clock; and the runs on it."""

    profile: Path
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    ring: KeyringBackend = field(default_factory=MemoryRing)
    now: datetime = NOW
    pauses: Iterable[float] = (0, 0)
    plan: Plan = PLAN

    def set_up(self, base_url: str, *customers: Customer, password: str | None = "norrby", **changes: object) -> None:
        kept = connection(base_url, customers or (SOLNA,))
        save_connections(self.profile, kept)
        if password is not None:
            self.vault().write(kept.id, kept.user, password)
        self.change(**{"folder": str(self.folder), **changes})

    def change(self, **changes: object) -> None:
        self.plan = replace(self.plan, **changes)  # type: ignore[arg-type]
        PlanFile(self.profile).put(self.plan)

    def vault(self) -> Vault:
        return Vault(lambda: self.ring, answer_time=0.05, prompt_time=0.05)

    def run(self, *arguments: str, plan_id: str = "a1") -> int:
        """As `vitec-desktop export --scheduled` in this process, with pauses that take no time."""
        surroundings = Surroundings(vault=self.vault, now=lambda: self.now, pauses=self.pauses)
        self.monkeypatch.setattr(scheduled, "USUAL", surroundings)
        given = arguments or ("--language", "sv")
        return cli.run(["export", "--scheduled", plan_id, "--profile", str(self.profile), *given], IMPATIENT)

    @property
    def last(self) -> Run:
        """What was written down of the latest run."""
        return RunFile(self.profile).of("a1")[-1]

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    def name(self, suffix: str = ".xlsx") -> str:
        scope = Scope((SOLNA,), *days(self.plan.preset, swedish_today()))
        return suggested_name(scope, load_language("sv"), suffix)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    folder = tmp_path / "möten å"
    folder.mkdir()
    return Office(tmp_path / "profil å", folder, monkeypatch)


@pytest.fixture(scope="module")
def served() -> Iterator[DemoService]:
    with DemoService(latency=(0, 0)) as service:
        yield service
