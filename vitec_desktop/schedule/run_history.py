"""`schedule-runs.json`: what came of each scheduled run, for the next start of the window. It names no person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from vitec_desktop.storage.json_file import JsonFile

RUNS_FILE = "schedule-runs.json"
"""The file's name in the profile folder."""

MAX_RUN_HOURS = 1
MAX_RUN_TIME = timedelta(hours=MAX_RUN_HOURS)
"""No run takes longer, its waits for the network included: it ends by itself before, or its scheduler ends it."""

_MAX_RUNS_PER_PLAN = 20
"""Runs of one plan that stay in the file."""


class RunResult(StrEnum):
    """How a run ended; the values stand in the file."""

    STARTED = "started"  # it runs, or it was ended before it could say anything
    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    SIGN_IN_REFUSED = "sign-in refused"
    NO_PASSWORD = "no password"  # noqa: S105
    KEYRING_LOCKED = "keyring locked"
    ACCESS_REFUSED = "access refused"
    NO_NETWORK = "no network"
    SERVICE_FAILED = "service failed"
    FOLDER_MISSING = "folder missing"
    NOT_WRITTEN = "not written"
    NO_CONNECTION = "no connection"  # it was deleted, or has no customer ids
    INTERRUPTED = "interrupted"
    MISSED = "missed"  # it never began; written down when its user was told of that
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class Run:
    """One run.

    Attributes:
        began: naive, the computer's own clock.
        exit_code: None until it has ended.
        path: the file that was written, "" for none.
        digest: SHA-256 of that file, so that a later run of the same period knows it again.
        details: technical lines for whoever helps.
        is_told: the user has seen it, or there is nothing to tell.
    """

    plan_id: str
    started_at: datetime
    result: RunResult = RunResult.STARTED
    exit_code: int | None = None
    path: str = ""
    digest: str = ""
    details: tuple[str, ...] = ()
    is_acknowledged: bool = False

    @property
    def has_file(self) -> bool:
        return bool(self.path)

    def is_running(self, now: datetime) -> bool:
        return self.result is RunResult.STARTED and timedelta(0) <= now - self.started_at < MAX_RUN_TIME

    def should_notify(self, now: datetime) -> bool:
        """It failed or is incomplete, or was ended half-way, and nobody has seen that yet."""
        return not (self.is_acknowledged or self.result is RunResult.COMPLETE or self.is_running(now))


class RunHistory:
    """Reads and changes the file; each change happens under the profile's lock."""

    def __init__(self, profile: Path) -> None:
        self._file = JsonFile(profile / RUNS_FILE)

    def load(self) -> tuple[Run, ...]:
        """All runs that can be read, oldest first; never raises."""
        entries = self._file.load().values.get("runs", [])
        runs: list[Run] = []
        for entry in entries if isinstance(entries, list) else []:
            try:
                runs.append(_run_from_dict(entry))
            except (KeyError, TypeError, ValueError):
                continue  # a line that nobody can read is no news
        return tuple(sorted(runs, key=lambda run: run.started_at))

    def runs_for(self, plan_id: str) -> tuple[Run, ...]:
        return tuple(run for run in self.load() if run.plan_id == plan_id)

    def save(self, run: Run) -> None:
        """Write a run down, in the place of what was known of it; all but the newest runs of its plan leave.

        Raises:
            SettingsNotSaved: the file is as it was.
        """

        def change(runs: tuple[Run, ...]) -> tuple[Run, ...]:
            own = [one for one in runs if one.plan_id == run.plan_id and one.started_at != run.started_at]
            others = [one for one in runs if one.plan_id != run.plan_id]
            return (*others, *own[-_MAX_RUNS_PER_PLAN + 1 :], run)

        self._update(change)

    def acknowledge(self, told: Run) -> None:
        """The user has seen what came of this run; one that never began is written down with that.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        if told.result is RunResult.MISSED:
            self.save(replace(told, is_acknowledged=True))
            return
        key = told.plan_id, told.started_at
        self._update(
            lambda runs: tuple(
                replace(run, is_acknowledged=True) if (run.plan_id, run.started_at) == key else run for run in runs
            )
        )

    def remove(self, plan_id: str) -> None:
        """Forget the runs of a plan.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        self._update(lambda runs: tuple(run for run in runs if run.plan_id != plan_id))

    def _update(self, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> None:
        with self._file.locked():
            before = self.load()
            after = change(before)
            if after != before:
                self._file.save({"runs": [_run_to_dict(run) for run in after]})


def _run_to_dict(run: Run) -> dict[str, Any]:
    return {
        "schedule": run.plan_id,
        "began": run.started_at.isoformat(timespec="seconds"),
        "result": run.result.value,
        "exit_code": run.exit_code,
        "path": run.path,
        "digest": run.digest,
        "details": list(run.details),
        "told": run.is_acknowledged,
    }


def _run_from_dict(entry: Mapping[str, Any]) -> Run:
    """Raises KeyError, TypeError or ValueError where the entry makes no run."""
    code, path, details = entry["exit_code"], entry["path"], entry["details"]
    if not isinstance(entry["schedule"], str) or not isinstance(path, str) or not isinstance(details, list):
        raise TypeError
    return Run(
        entry["schedule"],
        datetime.fromisoformat(entry["began"]).replace(tzinfo=None),
        RunResult(entry["result"]),
        code if isinstance(code, int) else None,
        path,
        str(entry["digest"]),
        tuple(map(str, details)),
        entry["told"] is True,
    )
