"""The saved reports of one profile: saved, listed, opened, erased. All of it may block: never on the UI thread."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.accounts.keyring_backend import KeyringProblem
from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.accounts.machine_defaults import MachineDefaults, load_machine_defaults
from vitec_desktop.accounts.secret_store import SecretStore
from vitec_desktop.archive.archive_settings import (
    ArchiveChoice,
    ArchivePolicy,
    ArchiveSettings,
    ArchiveSettingsFile,
    ScheduledReport,
    UnusedKey,
)
from vitec_desktop.archive.file_format import (
    ArchiveKey,
    OtherKey,
    ReportDamaged,
    ReportNewer,
    decrypt_text,
    do_nothing,
    encode_snapshot,
    encrypt_text,
    with_number,
)
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState, KeyStore
from vitec_desktop.archive.people import PeopleCleaner, Person, PersonMatches, find_person, remove_person
from vitec_desktop.archive.report_files import (
    ArchiveListing,
    DamagedFile,
    FilesLeft,
    ReportFiles,
    ReportMissing,
    ReportNotSaved,
)
from vitec_desktop.archive.retention import SavedReport, reports_to_delete
from vitec_desktop.archive.selection import Since, SinceKind, earlier_reports
from vitec_desktop.archive.snapshot import ReportSource, Snapshot, SnapshotFacts, release_rows
from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved
from vitec_desktop.storage.profile import DAMAGED_SUFFIX, REPORT_SUFFIX, archive_folder
from vitec_desktop.webservice.request import Login
from vitec_desktop.webservice.session import normalise_login
from vitec_desktop.webservice.timestamps import swedish_now

CLOSED_DAYS = 30
"""Files that cannot be opened, and damaged ones, are deleted after so many days."""

_LOCK_TIMEOUT = 60.0
_MAX_EXPORTS = 20

ANY_CUSTOMER = ""
"""Stands for all customers of a sign-in, in the sources to remove."""


class ReportRefused(Exception):
    """The service refused the report's sign-in or customer: it stays closed until the service accepts them."""


class ArchiveStatus(Struct, frozen=True):
    """Whether reports are saved, and whether they can be.

    Attributes:
        is_on: fetched reports are saved.
        is_forced, are_months_forced: IT has decided that, and for how long.
        should_offer: the user has not been asked yet, and may be.
        months: for how long reports are saved.
        state: whether saved reports can be opened; `problem` is the keyring's.
    """

    is_on: bool
    is_forced: bool
    are_months_forced: bool
    should_offer: bool
    months: int
    state: ArchiveState
    problem: KeyringProblem | None = None


class Erased(Struct, frozen=True):
    """What was deleted: how many files, and whether a key was."""

    files: int
    is_key_deleted: bool


class EarlierReport(Struct, frozen=True):
    """The report to compare with, None if there is none; `is_last_damaged` if a newer one could not be read."""

    saved: SavedReport | None = None
    snapshot: Snapshot | None = None
    is_last_damaged: bool = False


class ReportArchive:
    """The saved reports below one folder. Thread-safe between its methods by a file lock, for several processes too.

    Methods raise ArchiveClosed if the key is not at hand, ReportNotSaved if the disk refuses. A prompt of the keyring
    opens with `may_prompt` only: where the user asked for something, never at a start. `check` is called now and then
    and may raise to end the work; what was written until then stays whole. `on_set_aside` is called with each damaged
    file, on the thread that found it.
    """

    def __init__(
        self,
        folder: Path,
        secret_store: SecretStore,
        policy: ArchivePolicy = ArchivePolicy(),  # noqa: B008 (frozen)
        now: Callable[[], datetime] = swedish_now,
        lock_timeout: float = _LOCK_TIMEOUT,
    ) -> None:
        self.folder = folder
        self._settings_file = ArchiveSettingsFile(folder)
        self._keys = KeyStore(secret_store)
        self._policy = policy
        self._now = now
        self.on_set_aside: Callable[[DamagedFile], object] = lambda _: None
        self._files = ReportFiles(folder, self._keys, lock_timeout, lambda file: self.on_set_aside(file))

    # What the user, and IT, have chosen

    @property
    def settings(self) -> ArchiveSettings:
        """The settings as they are on the disk now; quick, and asks no keyring."""
        return self._settings_file.load()

    @property
    def is_on(self) -> bool:
        """Whether fetched reports are saved; quick, and asks no keyring."""
        return self._effective_choice(self._settings_file.load()) is ArchiveChoice.ON

    @property
    def has_reports(self) -> bool:
        """Whether there is any file; quick, and asks no keyring."""
        return any(True for _ in self._files.paths())

    def has_report(self, report_id: str) -> bool:
        """Whether there is a file of this report; quick, and asks no keyring."""
        return self._files.path(report_id).exists()

    def status(self, *, may_prompt: bool = False) -> ArchiveStatus:
        """Return whether reports are saved and can be opened. Never raises."""
        settings = self._settings_file.load()
        problem = None
        try:
            self._open(settings, may_prompt=may_prompt)
            state = ArchiveState.OPEN
        except ArchiveClosed as closed:
            state, problem = closed.state, closed.problem
        if state is ArchiveState.EMPTY:
            problem = self._keys.find_problem()
            if problem in (KeyringProblem.NONE_FOUND, KeyringProblem.PLAIN_TEXT):
                state = ArchiveState.NO_KEYRING
        choice = self._effective_choice(settings)
        return ArchiveStatus(
            is_on=choice is ArchiveChoice.ON,
            is_forced=self._policy.is_forced,
            are_months_forced=self._policy.months is not None,
            should_offer=choice is ArchiveChoice.ASK and state is not ArchiveState.NO_KEYRING,
            months=self._months(settings),
            state=state,
            problem=problem,
        )

    def turn_on(
        self, months: int | None = None, *, may_prompt: bool = True, cancellation: CancelSource | None = None
    ) -> None:
        """Save reports from now on.

        Makes the key if there is none, a new one if it is lost; a copied folder becomes this profile's own.

        Raises:
            ArchiveClosed: LOCKED or NO_KEYRING; nothing is changed.
            ReportNotSaved: the choice could not be saved.
        """
        with self._changing():
            settings = self._settings_file.load()
            try:
                self._open(settings, may_prompt=may_prompt, cancellation=cancellation)
            except ArchiveClosed as closed:
                if closed.state in (ArchiveState.LOCKED, ArchiveState.NO_KEYRING):
                    raise
                settings = self._start_anew(settings, closed.state, may_prompt=may_prompt, cancellation=cancellation)
            self._settings_file.save(replace(settings, choice=ArchiveChoice.ON, months=months or settings.months))
            self._finish_rekeying(do_nothing)

    def turn_off(self) -> None:
        """Save no reports from now on, and never ask again; what was saved stays.

        Raises:
            ReportNotSaved: the choice could not be saved.
        """
        self._change_settings(lambda settings: replace(settings, choice=ArchiveChoice.OFF))

    def set_times_by_person(self, *, is_on: bool) -> None:
        """Set whether the time to handling is told of each person too.

        Raises:
            ReportNotSaved: it could not be saved.
        """
        self._change_settings(lambda settings: replace(settings, are_times_by_person=is_on))

    def set_months(self, months: int) -> None:
        """Set for how long reports are saved; older ones go with the next `clean` or save.

        Raises:
            ReportNotSaved: it could not be saved.
        """
        self._change_settings(lambda settings: replace(settings, months=months))

    # Reports

    def save(
        self,
        snapshot: Snapshot,
        *,
        may_prompt: bool = False,
        check: Callable[[], object] = do_nothing,
        cancellation: CancelSource | None = None,
    ) -> SavedReport:
        """Save a fetch, then delete what is too old or too much.

        Raises:
            ArchiveClosed, ReportNotSaved: nothing was changed.
        """
        with self._changing():
            settings, key = self._open_or_create(may_prompt=may_prompt, cancellation=cancellation)
            reports = self._files.list(settings, is_lock_held=True).reports
            number = 1 + max((one.facts.number for one in reports), default=0)
            content = encode_snapshot(with_number(snapshot, number), key, check)
            report_id = secrets.token_hex(8)
            self._files.write(report_id, content, snapshot.facts.fetched_at)
            saved = SavedReport(report_id, with_number(snapshot, number).facts, len(content))
            self._delete_old([saved, *reports])
            return saved

    def list(self, *, may_prompt: bool = False) -> ArchiveListing:
        """Return the saved reports; files that turn out to be damaged are set aside.

        Raises:
            ArchiveClosed: not if nothing is saved.
        """
        settings = self._settings_file.load()
        try:
            self._open(settings, may_prompt=may_prompt)
        except ArchiveClosed as closed:
            if closed.state is ArchiveState.EMPTY:
                set_aside, size = self._files.list_set_aside(settings)
                return ArchiveListing(set_aside=set_aside, size=size)
            raise
        return self._files.list(settings)

    def list_set_aside(self) -> tuple[DamagedFile, ...]:
        """Return the files that were set aside, but for those that the user knows of."""
        settings = self._settings_file.load()
        return tuple(
            file for file in self._files.list_set_aside(settings)[0] if file.name not in settings.known_damaged
        )

    def note_known_damaged(self, names: Iterable[str]) -> None:
        """Remember that the user knows of these files, which were set aside.

        Raises:
            ReportNotSaved: it is not remembered.
        """
        added = set(names)
        self._change_settings(
            lambda settings: replace(
                settings,
                known_damaged=tuple(
                    path.name
                    for path in self._files.paths(DAMAGED_SUFFIX)
                    if path.name in added or path.name in settings.known_damaged
                ),
            )
        )

    def load(self, report_id: str, *, check: Callable[[], object] = do_nothing) -> Snapshot:
        """Return a saved report with its rows.

        Raises:
            ArchiveClosed, ReportMissing, ReportRefused, ReportNewer, OtherKey
            ReportDamaged: it has been set aside.
        """
        settings = self._settings_file.load()
        try:
            self._open_unless_empty(settings)
        except _Empty:
            raise ReportMissing from None
        path = self._files.path(report_id)
        try:
            snapshot = self._files.read(path, settings, check)
        except ReportDamaged:
            self._files.set_aside(path, settings)
            raise
        if settings.has_refused(snapshot.facts.sources):
            raise ReportRefused
        return snapshot

    def load_newest(
        self, sources: Iterable[ReportSource], *, check: Callable[[], object] = do_nothing
    ) -> tuple[SavedReport, Snapshot] | None:
        """Return the report saved last of any of these sources; None if there is none. Never prompts.

        Raises:
            ArchiveClosed
        """
        wanted = set(sources)
        listing = self.list()
        for saved in listing.reports:
            if saved.id not in listing.refused and wanted.intersection(saved.facts.sources):
                with suppress(ReportDamaged, ReportMissing, ReportNewer, OtherKey, OSError):
                    return saved, self.load(saved.id, check=check)
        return None

    def load_before(self, current: SnapshotFacts, *, check: Callable[[], object] = do_nothing) -> Iterator[Snapshot]:
        """Yield the readable reports before a fetch that share a source with it, in the order they were saved.

        The rows of each are there until the next one is asked for.

        Raises:
            ArchiveClosed
        """
        sources = set(current.sources)
        for saved in reversed(self.list().reports):
            check()
            if sources.intersection(saved.facts.sources) and saved.facts.fetched_at < current.fetched_at:
                with suppress(ReportDamaged, ReportMissing, ReportNewer, ReportRefused, OtherKey, OSError):
                    snapshot = self.load(saved.id, check=check)
                    try:
                        yield snapshot
                    finally:
                        release_rows(snapshot)

    def find_earlier(
        self, current: SnapshotFacts, since: Since, *, check: Callable[[], object] = do_nothing
    ) -> EarlierReport:
        """Return the saved report to compare a fetch with. The fetch itself, if it is saved, is not meant.

        Raises:
            ArchiveClosed
        """
        listing = self.list()
        exports = self._settings_file.load().exports
        is_damaged = False
        usable = [one for one in listing.reports if one.id not in listing.refused]
        for saved in earlier_reports(usable, current, since, exports):
            try:
                snapshot = self.load(saved.id, check=check)
            except ReportDamaged:
                is_damaged = True
            except (ReportMissing, ReportNewer, OtherKey, OSError):
                continue
            else:
                is_newer_damaged = any(one.written_at > saved.fetched_at for one in listing.damaged)
                return EarlierReport(saved, snapshot, is_damaged or is_newer_damaged)
        return EarlierReport(is_last_damaged=is_damaged or bool(listing.damaged))

    def find_default_earlier(
        self, current: SnapshotFacts, *, check: Callable[[], object] = do_nothing
    ) -> tuple[EarlierReport, SinceKind]:
        """Return the report of the user's last export, else the last one of an earlier day, and which of them it is.

        Raises:
            ArchiveClosed
        """
        for kind in (SinceKind.LAST_EXPORT, SinceKind.EARLIER_DAY):
            found = self.find_earlier(current, Since(kind), check=check)
            if found.snapshot is not None:
                return found, kind
        return found, SinceKind.EARLIER_DAY

    def remember_export(self, report_id: str) -> None:
        """Remember that the user saved a complete workbook of this report: the next one is compared with it.

        Raises:
            ReportNotSaved: it is not remembered.
        """
        self._change_settings(
            lambda settings: replace(
                settings,
                exports=(report_id, *(one for one in settings.exports if one != report_id))[:_MAX_EXPORTS],
            )
        )

    def remember_scheduled(self, plan_id: str, report_id: str) -> None:
        """Remember the report of a scheduled export's last run.

        Raises:
            ReportNotSaved: it is not remembered.
        """
        run = ScheduledReport(plan_id, report_id)
        self._change_settings(
            lambda settings: replace(
                settings, scheduled=(*(one for one in settings.scheduled if one.id != plan_id), run)
            )
        )

    # Erasing

    def delete(self, report_ids: Iterable[str]) -> None:
        """Delete reports. Needs no key.

        Raises:
            ArchiveClosed: COPIED.
            ReportMissing: one of them is not there; none is deleted.
            ReportNotSaved: some are left.
        """
        ids = set(report_ids)
        with self._changing():
            self._check_place()
            paths = [self._files.path(report_id) for report_id in ids]
            if missing := [path for path in paths if not path.exists()]:
                raise ReportMissing(missing[0].stem)
            for path in paths:
                self._files.remove(path)
            self._settings_file.save(self._settings_file.load().without_reports(ids))

    def clear(self, *, may_prompt: bool = False) -> Erased:
        """Delete the keys, then all files; return what there was. Of a copied folder only the files.

        Raises:
            ArchiveClosed: the files are deleted, but the keyring may still have a key.
            FilesLeft: the keys are deleted.
            ReportNotSaved: some files are left, and the keyring may still have a key.
        """
        with self._changing():
            settings = self._settings_file.load()
            closed: ArchiveClosed | None = None
            key_ids = [] if self._is_copied(settings) else [*filter(None, (settings.key_id, settings.retired_key))]
            for key_id in key_ids:
                try:
                    self._keys.delete(key_id, may_prompt=may_prompt)
                except ArchiveClosed as error:
                    closed = error
            are_keys_deleted = bool(key_ids) and closed is None
            files = [*self._files.paths(), *self._files.paths(DAMAGED_SUFFIX)]
            try:
                self._files.remove_all(files)
            except OSError as error:
                if are_keys_deleted:
                    raise FilesLeft.from_error(error) from error
                raise
            kept = ArchiveSettings(settings.choice, settings.months, are_times_by_person=settings.are_times_by_person)
            try:
                self._settings_file.save(kept)
            except SettingsNotSaved:
                if not are_keys_deleted:  # else the archive, without files and key, is empty all the same
                    raise
            if closed is not None:
                raise closed
            return Erased(len(files), bool(key_ids))

    def find_person(self, text: str, *, check: Callable[[], object] = do_nothing) -> PersonMatches:
        """Count the rows and reports with a person in them.

        Raises:
            ArchiveClosed
            ValueError: the text is too short for a name or an id.
        """
        person = Person(text)
        settings = self._settings_file.load()
        with suppress(_Empty):
            self._open_unless_empty(settings)
            return self._find_person(person, settings, check, is_lock_held=False)
        return PersonMatches(0, 0)

    def forget(self, text: str, *, may_prompt: bool = False, check: Callable[[], object] = do_nothing) -> PersonMatches:
        """Remove a person from all reports, and write them anew under a new key; the old key is deleted.

        Damaged files, in which nobody can look for the person, are deleted. If this is interrupted, the next `clean`
        or save goes on with it.

        Raises:
            ArchiveClosed, ReportNotSaved
            ValueError: the text is too short for a name or an id.
        """
        person = Person(text)
        with self._changing():
            settings = self._settings_file.load()
            with suppress(_Empty):
                old = self._open_unless_empty(settings, may_prompt=may_prompt)
                self._finish_rekeying(check)
                settings = self._settings_file.load()
                matches = self._find_person(person, settings, check)
                for path in self._files.paths(DAMAGED_SUFFIX):
                    self._files.remove(path)
                if matches.rows:
                    new = self._keys.create(may_prompt=may_prompt)
                    self._settings_file.save(
                        replace(
                            settings,
                            key_id=new.id,
                            retired_key=old.id,
                            is_retired_key_deleted=True,
                            unfinished_person=encrypt_text(text, new),
                        )
                    )
                    self._finish_rekeying(check)
                return matches
            return PersonMatches(0, 0)

    def _find_person(
        self,
        person: Person,
        settings: ArchiveSettings,
        check: Callable[[], object],
        *,
        is_lock_held: bool = True,
    ) -> PersonMatches:
        listing = self._files.list(settings, is_lock_held=is_lock_held)
        searched: set[str] = set()

        def read() -> Iterator[Snapshot]:
            for saved, snapshot in self._files.read_all(settings, check, listing.reports, is_lock_held=is_lock_held):
                searched.add(saved.id)
                yield snapshot

        matches = find_person(read(), person)
        unread = sum(one.id not in searched and self.has_report(one.id) for one in listing.reports)
        unsearched = listing.other_keys + listing.newer + listing.unreadable + unread
        return replace(matches, damaged=len(list(self._files.paths(DAMAGED_SUFFIX))), unsearched=unsearched)

    def remove_connection(
        self, base_url: str, user: str, customer_ids: Iterable[str], spared: Iterable[ReportSource]
    ) -> None:
        """Delete the reports of a connection that was removed, but for `spared`, the sources of the others.

        Raises:
            ReportNotSaved: some is left.
        """
        address = normalise_login(Login(base_url, user, "")).base_url
        others = set(spared)
        if any((one.base_url, one.user) == (address, user) for one in others):
            self.remove_sources({ReportSource(address, user, one) for one in customer_ids} - others)
        else:  # with the offices that it had earlier
            self.remove_sources([ReportSource(address, user, ANY_CUSTOMER)])

    def remove_sources(self, sources: Iterable[ReportSource]) -> None:
        """Delete what came from these sources, as their connection was removed; if closed, as soon as it is opened.

        Raises:
            ReportNotSaved: some is left.
        """
        removed = tuple(dict.fromkeys(sources))
        with self._changing():
            settings = self._settings_file.load()
            if not removed or not self.has_reports:
                return
            self._settings_file.save(replace(settings, removed_sources=(*settings.removed_sources, *removed)))
            with suppress(ArchiveClosed):
                self._open(settings)
                self._remove_sources(do_nothing)

    def refuse(self, sources: Iterable[ReportSource]) -> None:
        """Close the reports of sources that the service refused (401, 403) until it accepts them again."""
        added = set(sources)
        if added - set(self._settings_file.load().refused_sources) and self.has_reports:
            self._change_settings(
                lambda settings: replace(settings, refused_sources=tuple(sorted({*settings.refused_sources, *added})))
            )

    def note_answers(self, facts: SnapshotFacts) -> None:
        """Close the reports of sources that a fetch was refused for, and open those of sources that it got.

        Raises:
            ReportNotSaved
        """
        self.refuse(facts.refused_sources)
        self.accept(facts.answered_sources)

    def accept(self, sources: Iterable[ReportSource]) -> None:
        """Open the reports of sources that the service has accepted."""
        accepted = set(sources)
        if accepted.intersection(self._settings_file.load().refused_sources):
            self._change_settings(
                lambda settings: replace(
                    settings,
                    refused_sources=tuple(one for one in settings.refused_sources if one not in accepted),
                )
            )

    def clean(self, *, check: Callable[[], object] = do_nothing) -> None:
        """Finish what was interrupted, delete what is too old or too much, and people whom the service lost.

        For each start and after each save, also while saving is off. Never prompts; does what it can without the key.

        Raises:
            ReportNotSaved: some is left.
        """
        if not self._has_files:
            return
        with self._changing():
            settings = self._settings_file.load()
            if self._is_copied(settings):
                return
            self._delete_closed(settings)
            try:
                self._open(settings)
            except ArchiveClosed:
                return
            self._finish_rekeying(check)
            self._remove_sources(check)
            if not self.has_reports:
                return
            reports = self._files.list(self._settings_file.load(), is_lock_held=True).reports
            self._clean_people(self._delete_old(reports), check)

    # The key

    def _open(
        self, settings: ArchiveSettings, *, may_prompt: bool = False, cancellation: CancelSource | None = None
    ) -> ArchiveKey:
        """Return the key that reports are saved with; raise ArchiveClosed."""
        if self._is_copied(settings):
            raise ArchiveClosed(ArchiveState.COPIED)
        if not settings.key_id:
            raise ArchiveClosed(ArchiveState.EMPTY)
        key = self._keys.get(settings.key_id, may_prompt=may_prompt, cancellation=cancellation)
        if key is None:
            raise ArchiveClosed(ArchiveState.NO_KEY if self._has_files else ArchiveState.EMPTY)
        return key

    @property
    def _has_files(self) -> bool:
        """Whether there is any report, or what was set aside."""
        return any(True for _ in (*self._files.paths(), *self._files.paths(DAMAGED_SUFFIX)))

    def _open_unless_empty(self, settings: ArchiveSettings, *, may_prompt: bool = False) -> ArchiveKey:
        """Return the key; raise _Empty if nothing is saved."""
        try:
            return self._open(settings, may_prompt=may_prompt)
        except ArchiveClosed as closed:
            if closed.state is ArchiveState.EMPTY:
                raise _Empty from None
            raise

    def _open_or_create(
        self, *, may_prompt: bool, cancellation: CancelSource | None
    ) -> tuple[ArchiveSettings, ArchiveKey]:
        settings = self._settings_file.load()
        try:
            return settings, self._open(settings, may_prompt=may_prompt, cancellation=cancellation)
        except ArchiveClosed as closed:
            if closed.state is not ArchiveState.EMPTY:
                raise
        settings = self._start_anew(settings, ArchiveState.EMPTY, may_prompt=may_prompt, cancellation=cancellation)
        return settings, self._open(settings)

    def _start_anew(
        self, settings: ArchiveSettings, state: ArchiveState, *, may_prompt: bool, cancellation: CancelSource | None
    ) -> ArchiveSettings:
        """Make a new key and save it as this folder's; files of a copied folder are to be rewritten with it."""
        old = settings.key_id or self._key_id_of_files()
        new = self._keys.create(may_prompt=may_prompt, cancellation=cancellation)
        is_copy = state is ArchiveState.COPIED
        settings = replace(
            settings,
            key_id=new.id,
            place=self._settings_file.place,
            retired_key=old if is_copy else "",
            is_retired_key_deleted=not is_copy,
            unfinished_person="",
        )
        self._settings_file.save(settings)
        return settings

    def _is_copied(self, settings: ArchiveSettings) -> bool:
        """Whether the folder is not the one that its key was made for."""
        if not settings.key_id:
            return self.has_reports
        return settings.place != self._settings_file.place

    def _check_place(self) -> None:
        if self._is_copied(self._settings_file.load()):
            raise ArchiveClosed(ArchiveState.COPIED)

    def _key_id_of_files(self) -> str:
        for path in self._files.paths():
            with suppress(OSError, ReportDamaged, ReportNewer):
                return self._files.key_id_of(path)
        return ""

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Make the folder and hold its lock; raise ReportNotSaved for what the disk refuses."""
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
            with self._files.lock():
                yield
        except SettingsNotSaved as error:
            raise ReportNotSaved(error.problem, error.detail) from error
        except OSError as error:
            raise ReportNotSaved.from_error(error) from error

    def _change_settings(self, change: Callable[[ArchiveSettings], ArchiveSettings]) -> None:
        with self._changing():
            self._settings_file.save(change(self._settings_file.load()))

    # What `clean` does

    def _delete_old(self, reports: Sequence[SavedReport]) -> tuple[SavedReport, ...]:
        """Delete what is too old or too much; return what is left."""
        settings = self._settings_file.load()
        spared = _last_exports(reports, settings) | {one.report for one in settings.scheduled}
        dropped = reports_to_delete(reports, self._now(), self._months(settings), spared)
        for one in dropped:
            self._files.remove(self._files.path(one.id))
        if dropped:
            self._settings_file.save(settings.without_reports({one.id for one in dropped}))
        return tuple(one for one in reports if one not in dropped)

    def _delete_closed(self, settings: ArchiveSettings) -> None:
        """Delete files of other keys after CLOSED_DAYS, damaged ones too; without the key also what is too old."""
        today = self._now().date()
        known = {one.id: one.since for one in settings.other_keys}
        others: dict[str, date] = {}
        for path in self._files.paths():
            with suppress(OSError, ReportDamaged, ReportNewer):
                key_id = self._files.key_id_of(path)
                if key_id in (settings.key_id, settings.retired_key):
                    continue
                since = known.get(key_id, today)
                if today - since >= timedelta(days=CLOSED_DAYS):
                    self._files.remove(path)
                else:
                    others[key_id] = since
        oldest = self._now().timestamp() - 86_400 * 31 * self._months(settings)
        damaged_before = self._now().timestamp() - 86_400 * CLOSED_DAYS
        for suffix, limit in ((REPORT_SUFFIX, oldest), (DAMAGED_SUFFIX, damaged_before)):
            for path in self._files.paths(suffix):
                with suppress(OSError):
                    if path.stat().st_mtime < limit:
                        self._files.remove(path)
        found = tuple(UnusedKey(key_id, since) for key_id, since in others.items())
        if found != settings.other_keys:
            self._settings_file.save(replace(settings, other_keys=found))

    def _finish_rekeying(self, check: Callable[[], object]) -> None:
        """Rewrite the files of the retired key with the one in use, without the person that is being forgotten.

        Raises:
            OSError, ReportNotSaved: a file cannot be read or written now; the retired key stays until that is done.
        """
        settings = self._settings_file.load()
        if not settings.retired_key:
            return
        key = self._open(settings)
        person = Person(decrypt_text(settings.unfinished_person, key)) if settings.unfinished_person else None
        if self._keys.get(settings.retired_key) is not None:
            retired = [
                one
                for one in self._files.list(settings, is_lock_held=True).reports
                if self._files.key_id_of(self._files.path(one.id)) == settings.retired_key
            ]
            for saved, snapshot in self._files.read_all(settings, check, retired):
                self._files.rewrite(saved, (person and remove_person(snapshot, person)) or snapshot, key)
            for path in self._files.paths():
                with suppress(ReportDamaged, ReportNewer, FileNotFoundError):
                    if self._files.key_id_of(path) == settings.retired_key:
                        raise ReportNotSaved(SaveProblem.IN_USE)
        if settings.is_retired_key_deleted:
            self._keys.delete(settings.retired_key)
        self._settings_file.save(replace(settings, retired_key="", unfinished_person=""))

    def _remove_sources(self, check: Callable[[], object]) -> None:
        """Delete what came from the sources that are to go.

        Raises:
            OSError, ReportNotSaved: a file cannot be read or written now; the sources are to go until that is done.
        """
        settings = self._settings_file.load()
        wanted = settings.removed_sources
        if not wanted:
            return
        key = self._open(settings)
        listing = self._files.list(settings, is_lock_held=True)
        removed: dict[str, frozenset[ReportSource]] = {}  # of reports that keep others
        for saved in listing.reports:
            found = frozenset(one for one in saved.facts.sources if one in wanted or _any_customer(one) in wanted)
            if found.issuperset(saved.facts.sources):
                self._files.remove(self._files.path(saved.id))
            elif found:
                removed[saved.id] = found
        shared = [saved for saved in listing.reports if saved.id in removed]
        for saved, snapshot in self._files.read_all(settings, check, shared):
            rest = snapshot.without_sources(removed.pop(saved.id))
            assert rest is not None
            self._files.rewrite(saved, rest, key)
        if listing.unreadable or any(map(self.has_report, removed)):
            raise ReportNotSaved(SaveProblem.IN_USE)
        self._settings_file.save(replace(settings, removed_sources=()))
        self._delete_unused_keys()

    def _delete_unused_keys(self) -> None:
        """Delete the keys once no report is left: copies of them in a backup cannot be opened then."""
        settings = self._settings_file.load()
        if self.has_reports:
            return
        with suppress(ArchiveClosed):
            retired = settings.retired_key if settings.is_retired_key_deleted else ""
            for key_id in filter(None, (retired, settings.key_id)):
                self._keys.delete(key_id)
            self._settings_file.save(replace(settings, key_id="", retired_key="", unfinished_person=""))

    def _clean_people(self, reports: Iterable[SavedReport], check: Callable[[], object]) -> None:
        """Remove the people that the service no longer has from older reports; once a day, as it reads them all."""
        settings = self._settings_file.load()
        today = self._now().date()
        if settings.cleaned_on == today:
            return
        key = self._open(settings)
        cleaner = PeopleCleaner(self._now())
        for saved, snapshot in self._files.read_all(settings, check, reports):
            cleaned = cleaner.clean(snapshot)
            if cleaned is not None:
                self._files.rewrite(saved, cleaned, key)
        self._settings_file.save(replace(self._settings_file.load(), cleaned_on=today))

    def _effective_choice(self, settings: ArchiveSettings) -> ArchiveChoice:
        return self._policy.choice if self._policy.is_forced else settings.choice

    def _months(self, settings: ArchiveSettings) -> int:
        return settings.months if self._policy.months is None else self._policy.months


def open_archive(
    profile: Path | None, secret_store: SecretStore | None = None, defaults: MachineDefaults | None = None
) -> ReportArchive:
    """Return the archive of a profile: the user's own for None, else of the folder that the user gave.

    Quick: reads the computer's defaults, asks no keyring. `secret_store` and `defaults` are for tests.
    """
    known = defaults or load_machine_defaults()
    policy = ArchivePolicy(ArchiveChoice(known.archive or ArchiveChoice.ASK), known.archive_months)
    return ReportArchive(archive_folder(profile), secret_store or SecretStore(), policy)


def _any_customer(source: ReportSource) -> ReportSource:
    return ReportSource(source.base_url, source.user, ANY_CUSTOMER)


class _Empty(Exception):
    """Nothing is saved."""


def _last_exports(reports: Iterable[SavedReport], settings: ArchiveSettings) -> set[str]:
    """Return the ids of the last exported report of each set of sources."""
    by_id = {one.id: one for one in reports}
    last: dict[frozenset[ReportSource], str] = {}
    for report_id in settings.exports:
        if report_id in by_id:
            last.setdefault(frozenset(by_id[report_id].facts.sources), report_id)
    return set(last.values())
