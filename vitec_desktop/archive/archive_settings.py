"""What the archive remembers beside its files, in the plain file `archive.json`. It names no person."""

import hashlib
import os
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct, to_builtins
from msgspec.structs import replace

from vitec_desktop.archive.retention import DEFAULT_MONTHS, MAX_MONTHS, MIN_MONTHS
from vitec_desktop.archive.snapshot import ReportSource
from vitec_desktop.storage.json_file import JsonFile
from vitec_desktop.storage.json_list import read_fields

SETTINGS_FILE = "archive.json"


class ArchiveChoice(StrEnum):
    """Whether fetched reports are saved. The values are written to the file."""

    ON = "on"
    OFF = "off"
    ASK = "ask"  # off until the user has said yes


class ArchivePolicy(Struct, frozen=True):
    """What IT decides for the computer: `choice` ASK leaves it to the user, `months` None too."""

    choice: ArchiveChoice = ArchiveChoice.ASK
    months: int | None = None

    @property
    def is_forced(self) -> bool:
        return self.choice is not ArchiveChoice.ASK


class ScheduledReport(Struct, frozen=True):
    """The report of a scheduled export's last run: the export's id and the report's."""

    id: str
    report: str


class UnusedKey(Struct, frozen=True):
    """The id of a key that files were found with and that is not in use here, and since when."""

    id: str
    since: date


class ArchiveSettings(Struct, frozen=True):
    """The values of the file.

    Attributes:
        choice: the user's own; ASK until they have chosen.
        months: for how long reports are saved.
        key_id: that of the key that reports are saved with; "" before the first.
        place: a digest of the folder's path. Another one here means that the folder was copied or moved.
        exports: ids of the reports of the user's own complete workbooks, the newest first.
        scheduled: the reports of the scheduled exports' last runs.
        retired_key: id of the key that files are being rewritten from; "" for none.
        is_retired_key_deleted: whether that key is deleted once no file has it; not if another folder uses it too.
        unfinished_person: the person that is being forgotten, encrypted with the key of `key_id`; "" for none.
        other_keys: the keys of files that cannot be opened.
        removed_sources: sources whose rows are to go as soon as the archive can be opened.
        refused_sources: sources that the service refused; their reports stay closed until it accepts them.
        cleaned_on: the day when people whom the service no longer has were last removed.
        are_times_by_person: whether the time to handling is told of each person too.
        known_damaged: names of files that were set aside, and of which the user has closed the notice.
    """

    choice: ArchiveChoice = ArchiveChoice.ASK
    months: Annotated[int, Meta(ge=MIN_MONTHS, le=MAX_MONTHS)] = DEFAULT_MONTHS
    key_id: Annotated[str, Meta(pattern=r"\A([0-9a-f]{32})?\Z")] = ""
    place: str = ""
    exports: tuple[str, ...] = ()
    scheduled: tuple[ScheduledReport, ...] = ()
    retired_key: str = ""
    is_retired_key_deleted: bool = True
    unfinished_person: str = ""
    other_keys: tuple[UnusedKey, ...] = ()
    removed_sources: tuple[ReportSource, ...] = ()
    refused_sources: tuple[ReportSource, ...] = ()
    cleaned_on: date | None = None
    are_times_by_person: bool = False
    known_damaged: tuple[str, ...] = ()

    def has_refused(self, sources: Iterable[ReportSource]) -> bool:
        """Whether the service refused any of these sources."""
        return not set(self.refused_sources).isdisjoint(sources)

    def without_reports(self, ids: set[str]) -> "ArchiveSettings":
        """Return the settings without what they say of reports that are deleted."""
        return replace(
            self,
            exports=tuple(one for one in self.exports if one not in ids),
            scheduled=tuple(one for one in self.scheduled if one.report not in ids),
        )


class ArchiveSettingsFile:
    """The file of a folder; whoever changes it holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self._file = JsonFile(folder / SETTINGS_FILE)
        self.place = place_of(folder)

    def load(self) -> ArchiveSettings:
        """Return the settings; defaults for what is missing or damaged. Never raises."""
        return read_fields(self._file.load().values, ArchiveSettings)

    def save(self, settings: ArchiveSettings) -> None:
        """Save the settings.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        values: dict[str, Any] = to_builtins(settings)
        self._file.save(values)


def place_of(folder: Path) -> str:
    """Return a digest of a folder's path, by which a copy is told from it."""
    path = os.path.normcase(os.path.realpath(folder))
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
