"""A profile with a plan, and its runs in this process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from msgspec.structs import replace

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.helpers.waiting import LONGEST_WAIT
from tests.helpers.window_driver import make_connection, save_connections
from vitec_desktop import main as cli
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.cli import scheduled
from vitec_desktop.cli.scheduled import RunEnvironment
from vitec_desktop.demo.service import DemoService
from vitec_desktop.export.file_names import suggested_file_name
from vitec_desktop.report.language import load_language
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.schedule.plan import Frequency, Plan, PlanFile, Recurrence
from vitec_desktop.schedule.run_history import Run, RunHistory
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.retry_policy import RetryPolicy
from vitec_desktop.webservice.timestamps import swedish_today

NOW = datetime(2026, 11, 30, 7, 0, 12, 345)
SOLNA, SUNDBYBERG = Customer("M30011", "Norrby Solna"), Customer("M30012", "Norrby Sundbyberg")
FAST_TIMING = RetryPolicy(max_attempts=1)
PLAN = Plan("a1", "", "", Preset.LAST_WEEK, Recurrence(Frequency.WEEKLY, 1, time(7)), datetime(2026, 11, 1))


@dataclass
class ScheduledEnv:
    """A profile with a plan, a folder for the files, a keyring and a clock."""

    profile: Path
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    ring: KeyringBackend = field(default_factory=MemoryKeyring)
    now: datetime = NOW
    retry_delays: Iterable[float] = (0, 0)
    answer_timeout: float = LONGEST_WAIT
    plan: Plan = PLAN

    def configure(
        self, base_url: str, *customers: Customer, password: str | None = "norrby", **changes: object
    ) -> None:
        kept = make_connection(base_url, customers or (SOLNA,))
        save_connections(self.profile, kept)
        if password is not None:
            self.credential_store().set_password(kept.id, kept.user, password)
        self.change_plan(**{"folder": str(self.folder), **changes})

    def change_plan(self, **changes: object) -> None:
        self.plan = replace(self.plan, **changes)
        PlanFile(self.profile).save(self.plan)

    def turn_off_comparison(self) -> None:
        """Let runs send the requests of the report only, as a user of the window can."""
        self.profile.mkdir(parents=True, exist_ok=True)
        (self.profile / "settings.json").write_text('{"comparison": "nothing"}', encoding="utf-8")

    def credential_store(self) -> CredentialStore:
        return CredentialStore(lambda: self.ring, answer_timeout=self.answer_timeout, prompt_timeout=0.05)

    def run(self, *arguments: str, plan_id: str = "a1") -> int:
        """Run `vitec-desktop export --scheduled` in this process, without delays between attempts."""
        environment = RunEnvironment(
            create_credential_store=self.credential_store, now=lambda: self.now, retry_delays=self.retry_delays
        )
        self.monkeypatch.setattr(scheduled, "DEFAULT_ENVIRONMENT", environment)
        given = arguments or ("--language", "sv")
        return cli.run(["export", "--scheduled", plan_id, "--profile", str(self.profile), *given], FAST_TIMING)

    @property
    def last_run(self) -> Run:
        """Return the latest saved run."""
        return RunHistory(self.profile).runs_for("a1")[-1]

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    @property
    def expected_name(self) -> str:
        """Return the name of the plan's file."""
        scope = ReportScope((SOLNA,), *preset_days(self.plan.preset, swedish_today()))
        return suggested_file_name(scope, load_language("sv"), self.plan.suffix)


@pytest.fixture
def env(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScheduledEnv:
    folder = tmp_path / "möten å"
    folder.mkdir()
    return ScheduledEnv(tmp_path / "profil å", folder, monkeypatch)


@pytest.fixture(scope="module")
def served() -> Iterator[DemoService]:
    with DemoService(latency=(0, 0)) as service:
        yield service
