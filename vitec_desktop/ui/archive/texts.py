"""Texts about saved reports."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.people import PersonMatches
from vitec_desktop.archive.report_files import ArchiveListing, DamagedFile, FilesLeft, ReportNotSaved
from vitec_desktop.archive.snapshot import SnapshotFacts
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive.saved_report_controller import moment_text
from vitec_desktop.ui.connections.texts import keyring_name, save_problem_text
from vitec_desktop.webservice.timestamps import swedish_today

translate = QCoreApplication.translate

_MAX_NAMES = 5


def offer_text() -> str:
    """Return what saving means, and who can read what is saved."""
    what = translate("Archive", "Hämtade rapporter kan sparas krypterade på den här datorn.")
    if sys.platform == "win32":
        who = translate("Archive", "Alla som använder ditt Windows-konto kan läsa dem.")
    else:
        who = translate("Archive", "Alla som använder ditt konto på datorn kan läsa dem.")
    return f"{what} {who}"


def closed_text(closed: ArchiveClosed) -> ErrorMessage:
    """Return why saved reports cannot be opened, and what to do."""
    if closed.state is ArchiveState.LOCKED:
        return ErrorMessage(
            translate("Archive", "Datorns nyckelring är låst."),
            translate("Archive", "De sparade rapporterna kan inte öppnas förrän den låses upp."),
            "",
        )
    if closed.state is ArchiveState.NO_KEY:
        return ErrorMessage(
            translate("Archive", "Nyckeln till de sparade rapporterna finns inte i datorns nyckelring."),
            translate("Archive", "De går inte att öppna, och tas bort om 30 dagar."),
            translate("Archive", "Börja om för att spara nya rapporter."),
        )
    if closed.state is ArchiveState.COPIED:
        return ErrorMessage(
            translate("Archive", "De sparade rapporterna är kopierade från en annan plats."),
            translate("Archive", "De är stängda tills du väljer att använda dem här."),
            "",
        )
    return ErrorMessage(
        translate("Archive", "Datorn har ingen säker nyckelring, så rapporter kan inte sparas."), "", ""
    )


def not_changed_text(error: ReportNotSaved) -> ErrorMessage:
    """Return why saved reports could not be changed, or not all files of those that nobody can read be deleted."""
    if isinstance(error, FilesLeft):
        what = translate("Archive", "Nyckeln är borttagen: ingen kan läsa de sparade rapporterna längre.")
        left = translate("Archive", "Men alla filer kunde inte tas bort.")
        why = f"{left} {save_problem_text(error.problem, error.detail)}"
        return ErrorMessage(what, why, translate("Archive", "Töm arkivet igen när det är åtgärdat."))
    return ErrorMessage(
        translate("Archive", "De sparade rapporterna kunde inte ändras."),
        save_problem_text(error.problem, error.detail),
        translate("Archive", "Försök igen när det är åtgärdat."),
    )


def not_saved_text(error: ReportNotSaved) -> ErrorMessage:
    """Return why a report could not be saved."""
    return ErrorMessage(
        translate("Archive", "Rapporten visas, men kunde inte sparas på datorn."),
        save_problem_text(error.problem, error.detail),
        translate("Archive", "Hämta igen när det är åtgärdat."),
    )


def closed_action_text(closed: ArchiveClosed) -> str:
    """Return the text of the button that opens saved reports again."""
    if closed.state is ArchiveState.LOCKED:
        return translate("Archive", "Lås upp")
    if closed.state is ArchiveState.COPIED:
        return translate("Archive", "Använd dem här")
    return translate("Archive", "Börja om")


def key_place_text() -> str:
    """Return how saved reports are protected, and where their key is."""
    what = translate("Archive", "Krypterade på den här datorn. Nyckeln ligger i {keyring}.")
    return what.format(keyring=keyring_name(None))


def offices_text(facts: SnapshotFacts, language: Language) -> str:
    """Return such as "3 kontor", or "2 av 3 kontor" if something is missing of one."""
    total = len(facts.customers)
    incomplete = {facts.sources[part.source].customer_id for part in facts.parts if part.error is not None}
    complete = sum(customer.id not in incomplete for customer in facts.customers)
    if complete == total:
        return translate("Status", "%n kontor", "", total)
    of_all = translate("Status", "{count} av {total} kontor")
    return of_all.format(count=format_count(complete, language), total=format_count(total, language))


def size_text(size: int, language: Language) -> str:
    """Return a number of bytes as "412 kB" or "4,1 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    number = f"{size / 1_000_000:.1f}"
    return f"{number if language.code == 'en' else number.replace('.', ',')} MB"


def archive_size_text(count: int, size: int, max_size: int, language: Language) -> str:
    """Return such as "14 rapporter, 4,1 MB av högst 200 MB"."""
    reports = translate("Archive", "%n rapporter", "", count)
    room = translate("Archive", "{size} av högst {max_size} MB")
    return f"{reports}, " + room.format(size=size_text(size, language), max_size=max_size // (1024 * 1024))


def damaged_text(files: Sequence[DamagedFile], language: Language) -> ErrorMessage:
    """Return that saved reports turned out to be damaged, when they were fetched if that is known, and what to do."""
    moments = [_moment(file, language) for file in files if file.fetched_at is not None]
    one, several = translate("Archive", "Hämtad {moment}."), translate("Archive", "Hämtade {moment}.")
    fetched = (one if len(moments) == 1 else several).format(moment=_first(moments)) if moments else ""
    means = translate("Archive", "Innehållet går varken att läsa eller jämföra med.")
    todo = translate("Archive", "Hämta igen för en aktuell rapport. Skadade filer tas bort efter 30 dagar.")
    count = len(files)
    return ErrorMessage(
        translate("Archive", "%n sparade rapporter är skadade och har lagts åt sidan.", "", count),
        f"{fetched} {means}".strip(),
        todo,
    )


def _moment(file: DamagedFile, language: Language) -> str:
    return moment_text(file.fetched_at, swedish_today(), language) if file.fetched_at else ""


def _first(names: Sequence[str]) -> str:
    return ", ".join((*names[:_MAX_NAMES], *("…" for _ in names[_MAX_NAMES : _MAX_NAMES + 1])))


def _name(file: DamagedFile, language: Language) -> str:
    if file.fetched_at is None:
        return file.name
    text = translate("Archive", "{name} (hämtad {moment})")
    return text.format(name=file.name, moment=_moment(file, language))


def unlisted_files_text(listing: ArchiveListing, language: Language) -> str:
    """Return which files are not listed, and why; "" if all are."""
    parts = []
    if listing.set_aside:
        damaged = translate(
            "Archive",
            "Skadade filer har lagts åt sidan: {names}. De går inte att läsa och tas bort efter 30 dagar."
            " Hämta igen för en aktuell rapport.",
        )
        names = _first([_name(one, language) for one in listing.set_aside])
        parts.append(damaged.format(names=names))
    if count := listing.other_keys:
        parts.append(translate("Archive", "%n har en annan nyckel och tas bort efter 30 dagar.", "", count))
    if count := listing.newer:
        parts.append(translate("Archive", "%n är från en nyare version av programmet.", "", count))
    if count := listing.unreadable:
        parts.append(translate("Archive", "%n låter datorn inte programmet läsa.", "", count))
    return " ".join(parts)


def matches_text(matches: PersonMatches) -> str:
    """Return such as "Finns på 14 rader i 9 sparade rapporter"."""
    if matches.rows:
        text = translate("Archive", "Finns på {rows} i {reports}.")
        found = text.format(rows=_rows(matches.rows), reports=_reports(matches.reports))
    else:
        found = translate("Archive", "Finns inte i någon sparad rapport.")
    count = matches.damaged
    damaged = translate("Archive", "%n skadade filer kan inte sökas igenom, och tas bort.", "", count)
    return _with_unsearched(found, damaged, matches)


def forgotten_text(matches: PersonMatches) -> str:
    """Return such as "Borttagen på 14 rader i 9 sparade rapporter"."""
    text = translate("Archive", "Borttagen på {rows} i {reports}.")
    forgotten = text.format(rows=_rows(matches.rows), reports=_reports(matches.reports))
    count = matches.damaged
    damaged = translate("Archive", "%n skadade filer kunde inte sökas igenom, och är borttagna.", "", count)
    return _with_unsearched(forgotten, damaged, matches)


def _with_unsearched(text: str, damaged: str, matches: PersonMatches) -> str:
    """Return `text` with what could not be searched; `damaged` says it of the damaged files."""
    parts = [text]
    if matches.damaged:
        parts.append(damaged)
    if count := matches.unsearched:
        parts.append(translate("Archive", "%n andra filer kan inte sökas igenom: personen kan finnas där.", "", count))
    return " ".join(parts)


def _rows(count: int) -> str:
    return translate("Archive", "%n rader", "", count)


def _reports(count: int) -> str:
    return translate("Archive", "%n sparade rapporter", "", count)
