"""What the user set up and finds again at the next start: periods, offices, layout, folders. Nothing about a person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

from vitec_desktop.report.periods import Preset
from vitec_desktop.storage.json_file import JsonFile, LoadedFile
from vitec_desktop.webservice.models import ActiveStatus
from vitec_desktop.webservice.proxy import ProxySetting, parse_proxy_setting

_SYSTEM_PROXY = ProxySetting()


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with what it is at the first start.

    Attributes:
        offices: keys of the offices picked; None for all of them, those that are added later included.
        preset: None where the two days were set by hand, and then they are kept.
        tables: layout by list, as the tables themselves write and read it.
        window: position and size, as Qt writes them, base64.
        language: "sv", "en" or "" for the system's.
        scheme: "light", "dark" or "system".
    """

    offices: tuple[str, ...] | None = None
    preset: Preset | None = Preset.LAST_MONTH
    first_day: date | None = None
    last_day: date | None = None
    status: ActiveStatus = ActiveStatus.ACTIVE
    tab: int = 0
    tables: Mapping[str, Any] = field(default_factory=dict)
    window: str = ""
    export_folder: str = ""
    exports_shown: bool = False
    export_format: str = ""
    exports_folder_of_files: bool = False
    exports_anonymised: bool = False
    export_left_out: tuple[str, ...] = ()
    language: str = ""
    scheme: str = "system"
    proxy: ProxySetting = _SYSTEM_PROXY

    def to_dict(self) -> dict[str, Any]:
        """For the settings file."""
        return {
            "offices": None if self.offices is None else list(self.offices),
            "preset": self.preset.value if self.preset else "",
            "first_day": self.first_day.isoformat() if self.first_day else "",
            "last_day": self.last_day.isoformat() if self.last_day else "",
            "status": self.status.value,
            "tab": self.tab,
            "tables": dict(self.tables),
            "window": self.window,
            "export_folder": self.export_folder,
            "exports_shown": self.exports_shown,
            "export_format": self.export_format,
            "exports_folder_of_files": self.exports_folder_of_files,
            "exports_anonymised": self.exports_anonymised,
            "export_left_out": list(self.export_left_out),
            "language": self.language,
            "scheme": self.scheme,
            "proxy": self.proxy.choice.value,
            "proxy_address": self.proxy.address,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Settings":
        """From the settings file; whatever is missing or makes no sense is as at the first start."""
        usual = cls()
        offices = values.get("offices")
        first_day, last_day = _read_day(values.get("first_day")), _read_day(values.get("last_day"))
        has_own_days = values.get("preset") == "" and first_day and last_day and first_day <= last_day
        return cls(
            offices=tuple(filter(_is_text, offices)) if isinstance(offices, list) else None,
            preset=None if has_own_days else _read_member(Preset, values.get("preset"), Preset.LAST_MONTH),
            first_day=first_day if has_own_days else None,
            last_day=last_day if has_own_days else None,
            status=_read_member(ActiveStatus, values.get("status"), usual.status),
            tab=_read_number(values.get("tab"), usual.tab),
            tables=tables if isinstance(tables := values.get("tables"), dict) else {},
            window=_read_text(values.get("window"), usual.window),
            export_folder=_read_text(values.get("export_folder"), usual.export_folder),
            exports_shown=values.get("exports_shown") is True,
            export_format=_read_text(values.get("export_format"), usual.export_format),
            exports_folder_of_files=values.get("exports_folder_of_files") is True,
            exports_anonymised=values.get("exports_anonymised") is True,
            export_left_out=tuple(filter(_is_text, left_out))
            if isinstance(left_out := values.get("export_left_out"), list)
            else (),
            language=_read_text(values.get("language"), usual.language),
            scheme=_read_text(values.get("scheme"), usual.scheme),
            proxy=parse_proxy_setting(values.get("proxy"), values.get("proxy_address")),
        )


class SettingsStore:
    """The settings while the program runs, and their file."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path)
        self.loaded: LoadedFile = self._file.load()
        self._current = self._saved = Settings.from_dict(self.loaded.values)
        self._saving = Lock()
        self._listener: Callable[[], object] = _nobody

    @property
    def current(self) -> Settings:
        return self._current

    @property
    def is_dirty(self) -> bool:
        """True where `save` has something to write."""
        return self._current != self._saved

    def update(self, **settings: Any) -> None:
        self._current = replace(self._current, **settings)
        if self.is_dirty:
            self._listener()

    def set_listener(self, listener: Callable[[], object]) -> None:
        """Have `listener`, and nobody else, hear of each change: it belongs to the window that is open."""
        self._listener = listener

    def save(self) -> None:
        """Write the settings down: in a worker.

        Raises:
            SettingsNotSaved: the file is as it was.
        """
        # What is read is written before another thread reads: of two, the later one has the last word.
        with self._saving:
            settings = self._current
            self._file.save(settings.to_dict())
            self._saved = settings


def _nobody() -> None:
    """No window is open yet."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _read_text(value: Any, usual: str) -> str:
    return value if isinstance(value, str) else usual


def _read_number(value: Any, usual: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 100 else usual


def _read_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _read_member(options: Any, value: Any, usual: Any) -> Any:
    return next((option for option in options if option.value == value), usual)
