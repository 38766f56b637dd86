"""The settings of the window and their file: period, offices, layout, folders. Nothing about a person."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from vitec_desktop.report.periods import ComparisonPeriod, Preset
from vitec_desktop.storage.json_file import JsonFile, LoadedFile
from vitec_desktop.storage.json_list import read_fields
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.proxy import ProxySetting, parse_proxy_setting

_SYSTEM_PROXY = ProxySetting()
_NAMES_LEFT_OUT = ("period", "first", "last", "values", "excluding", "contains", "group")
"""A table's filter has either a period, or days, or values, or words; a table without groups has no name for them."""


class Settings(Struct, frozen=True):
    """The settings, with their defaults.

    Attributes:
        offices: keys of the selected offices; None for all, offices added later included.
        preset: the period; None where it is `first_day` to `last_day`.
        tables: layout by list, in the tables' own format.
        window: the window's geometry in Qt's format, base64.
        language: "sv", "en" or "" for the system's.
        scheme: "light", "dark" or "system".
        comparison: what each report is compared with; None until the user has chosen.
    """

    offices: tuple[str, ...] | None = None
    preset: Preset | None = Preset.LAST_MONTH
    first_day: date | None = None
    last_day: date | None = None
    status: ActiveStatus = ActiveStatus.ACTIVE
    tab: Annotated[int, Meta(ge=0, lt=100)] = 0
    tables: Mapping[str, Any] = field(default_factory=dict)
    window: str = ""
    export_folder: str = ""
    export_format: str = ""
    exports_folder_of_files: bool = False
    export_left_out: tuple[str, ...] = ()
    language: str = ""
    scheme: str = "system"
    proxy: ProxySetting = _SYSTEM_PROXY
    comparison: ComparisonPeriod | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the values for the settings file."""
        values = msgspec.to_builtins(self)
        if self.comparison is None:
            del values["comparison"]
        return {
            **values,
            "offices": None if self.offices is None else list(self.offices),
            "export_left_out": list(self.export_left_out),
            "preset": values["preset"] or "",
            "first_day": values["first_day"] or "",
            "last_day": values["last_day"] or "",
            "proxy": self.proxy.choice.value,
            "proxy_address": self.proxy.address,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Settings":
        """Build settings from the file's values; use the default for a missing or invalid one."""
        lists = {name: _only_strings(values[name]) for name in ("offices", "export_left_out") if name in values}
        settings = read_fields({**values, **lists}, cls)
        first_day, last_day = settings.first_day, settings.last_day
        has_custom_days = values.get("preset") == "" and first_day and last_day and first_day <= last_day
        return replace(
            settings,
            preset=None if has_custom_days else settings.preset or Preset.LAST_MONTH,
            first_day=first_day if has_custom_days else None,
            last_day=last_day if has_custom_days else None,
            proxy=parse_proxy_setting(values.get("proxy"), values.get("proxy_address")),
        )


def _only_strings(value: Any) -> Any:
    """Return a list with its strings only; return anything else unchanged."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else value


class SettingsStore(QObject):
    """The settings while the program runs, and their file; `update` on the UI thread only."""

    changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = JsonFile(path, left_out=_NAMES_LEFT_OUT)
        self.loaded: LoadedFile = self._file.load()
        self._current = self._saved = Settings.from_dict(self.loaded.values)
        self._save_lock = Lock()

    @property
    def current(self) -> Settings:
        return self._current

    @property
    def is_dirty(self) -> bool:
        """Whether the settings differ from those that were loaded or saved last."""
        return self._current != self._saved

    def update(self, settings: Settings) -> None:
        """Set the settings: `replace(store.current, …)` with the fields that change."""
        self._current = settings
        if self.is_dirty:
            self.changed.emit()

    def save(self) -> None:
        """Write the settings to their file; on any thread, best on a worker's.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        # Of two threads, the later one reads and writes the later settings.
        with self._save_lock:
            settings = self._current
            self._file.save(settings.to_dict())
            self._saved = settings
