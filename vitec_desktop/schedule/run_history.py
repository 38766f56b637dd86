"""The history of scheduled runs."""

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.storage.file_lock import LOCK_TIMEOUT
from vitec_desktop.storage.json_list import JsonList

RUNS_FILE = "schedule-runs.json"
"""Name of the file in the profile folder."""

MAX_RUN_HOURS = 1
MAX_RUN_TIME = timedelta(hours=MAX_RUN_HOURS)
"""No run takes longer, waits for the network included: it ends by itself before, or its scheduler ends it."""

_MAX_RUNS_PER_PLAN = 20
"""Older runs of a plan are dropped from the file."""


class RunResult(StrEnum):
    """How a run ended. The values are written to the file."""

    STARTED = "started"  # it is running, or it was killed
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
    MISSED = "missed"  # it never started; saved once the user has seen that
    NO_TASK = "no task"  # it never started, since this computer's scheduler does not know it; saved as MISSED
    UNEXPECTED = "unexpected"


class Run(Struct, frozen=True):
    """A run of a plan.

    Attributes:
        started_at: local time without a time zone, whole seconds.
        exit_code: None until the run has ended.
        path: the file that was written; "" for none.
        digest: SHA-256 of that file: a later run replaces it only if it is unchanged.
        details: technical lines for support.
        is_acknowledged: the user has seen the result.
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
        """Return True if the run failed, is incomplete or was killed, and the user has not seen that yet."""
        return not (self.is_acknowledged or self.result is RunResult.COMPLETE or self.is_running(now))


class RunHistory:
    """The file `schedule-runs.json`, for the next start of the window. It names no person.

    The runs stand in the order in which they were saved. Their times say less: the clock may have been wrong.

    `lock_timeout`: seconds that a save waits for other processes that change the profile.
    """

    def __init__(self, profile: Path, lock_timeout: float = LOCK_TIMEOUT) -> None:
        names = {"plan_id": "schedule", "started_at": "began", "is_acknowledged": "told"}
        self._list = _RunList(
            profile / RUNS_FILE, "runs", Run, _run_id, names, has_backups=False, lock_timeout=lock_timeout
        )

    def load(self) -> tuple[Run, ...]:
        """Return all runs that can be read, the one saved last comes last. Never raises."""
        return self._list.load().entries

    def runs_for(self, plan_id: str) -> tuple[Run, ...]:
        """Return the runs of a plan, the one saved last comes last."""
        return tuple(run for run in self.load() if run.plan_id == plan_id)

    def save(self, run: Run) -> None:
        """Add a run, or replace the one that started at the same time; drop all but the latest runs of its plan.

        Raises:
            SettingsNotSaved: the file is as it was.
        """

        def change(runs: tuple[Run, ...]) -> tuple[Run, ...]:
            own = [one for one in runs if one.plan_id == run.plan_id and one.started_at != run.started_at]
            others = [one for one in runs if one.plan_id != run.plan_id]
            if run.result is RunResult.MISSED:  # a run may have started since it was due
                place = 1 + max((n for n, one in enumerate(own) if one.started_at < run.started_at), default=-1)
                return (*others, *[*own[:place], run, *own[place:]][-_MAX_RUNS_PER_PLAN:])
            return (*others, *own[-_MAX_RUNS_PER_PLAN + 1 :], run)

        self._list.update(change)

    def acknowledge(self, seen: Run) -> None:
        """Note that the user has seen how this run ended; a missed run is added to the file.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        if seen.result in (RunResult.MISSED, RunResult.NO_TASK):
            self.save(replace(seen, result=RunResult.MISSED, is_acknowledged=True))
            return
        self._list.update(
            lambda runs: tuple(
                replace(run, is_acknowledged=True) if _run_id(run) == _run_id(seen) else run for run in runs
            )
        )

    def remove(self, plan_id: str) -> None:
        """Remove the runs of a plan.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        self._list.update(lambda runs: tuple(run for run in runs if run.plan_id != plan_id))


class _RunList(JsonList[Run]):
    def _decode(self, entry: Any) -> Run:
        """Accept what earlier versions do: a run is kept although single facts of it are damaged."""
        exit_code, details = entry["exit_code"], entry["details"]
        lenient = {
            "began": datetime.fromisoformat(entry["began"]).replace(tzinfo=None),
            "exit_code": int(exit_code) if isinstance(exit_code, int) else None,
            "digest": str(entry["digest"]),
            "details": [str(detail) for detail in details] if isinstance(details, list) else details,
            "told": entry["told"] is True,
        }
        return super()._decode({**entry, **lenient})


def _run_id(run: Run) -> tuple[str, datetime]:
    return run.plan_id, run.started_at
