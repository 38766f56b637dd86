"""Texts about saved reports."""

import sys

from PySide6.QtCore import QCoreApplication

from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.store import ReportNotSaved
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.ui.connections.texts import save_problem_text

translate = QCoreApplication.translate


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
