"""What the dialog *Sparade rapporter* reads on a worker thread, and why that failed."""

from PySide6.QtCore import QCoreApplication

from vitec_desktop.archive.file_format import OtherKey, ReportDamaged, ReportNewer
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import ArchiveListing, ReportMissing, ReportNotSaved
from vitec_desktop.archive.store import ReportArchive, ReportRefused
from vitec_desktop.report.error_messages import ErrorMessage
from vitec_desktop.ui.archive import texts
from vitec_desktop.ui.archive.archive_dialog import ArchiveContent
from vitec_desktop.ui.common.jobs import JobContext


def read_content(archive: ReportArchive, *, may_prompt: bool) -> ArchiveContent:
    """Return what is saved; if it cannot be opened, why."""
    status = archive.status(may_prompt=may_prompt)
    settings = archive.settings
    exports = frozenset(settings.exports)
    scheduled = frozenset(one.report for one in settings.scheduled)
    try:
        listing = archive.list(may_prompt=may_prompt)
        return ArchiveContent(status, listing, exports, scheduled, are_times_by_person=settings.are_times_by_person)
    except ArchiveClosed as closed:
        by_person = settings.are_times_by_person
        return ArchiveContent(status, ArchiveListing(), exports, scheduled, closed, are_times_by_person=by_person)


def open_again(archive: ReportArchive, context: JobContext) -> None:
    """Open a locked archive, adopt a copied one, or begin a new one if the key is lost; the keyring may prompt.

    Raises:
        ArchiveClosed, ReportNotSaved
    """
    status = archive.status(may_prompt=True)
    if status.state in (ArchiveState.NO_KEY, ArchiveState.COPIED):
        archive.turn_on(cancellation=context.cancellation)


def describe_failure(error: Exception) -> ErrorMessage | None:
    """Return why something could not be done with saved reports; None for an error that is a bug."""
    translate = QCoreApplication.translate
    if isinstance(error, ArchiveClosed):
        return texts.closed_text(error)
    if isinstance(error, ReportNotSaved):
        return texts.not_changed_text(error)
    what = translate("Archive", "Rapporten kan inte öppnas.")
    if isinstance(error, ReportDamaged):
        return ErrorMessage(what, translate("Archive", "Filen är skadad och har lagts åt sidan."), "")
    if isinstance(error, ReportMissing):
        return ErrorMessage(what, translate("Archive", "Den finns inte längre."), "")
    if isinstance(error, ReportNewer):
        return ErrorMessage(what, translate("Archive", "Den är från en nyare version av programmet."), "")
    if isinstance(error, OtherKey):
        return ErrorMessage(what, translate("Archive", "Den har en annan nyckel."), "")
    if isinstance(error, ReportRefused):
        return ErrorMessage(
            what,
            translate("Archive", "Vitec nekade inloggningen till något av kontoren."),
            translate("Archive", "Hämta igen: godtas inloggningen går den att öppna."),
        )
    return None
