"""Copies and prints the overview, and saves it as a PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from vitec_desktop.ui.common.desktop_files import find_default_folder, open_file, show_in_folder_or_notify
from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel

if TYPE_CHECKING:
    from PySide6.QtCore import QSaveFile
    from PySide6.QtPrintSupport import QPrinter

    from vitec_desktop.ui.overview.dashboard import Dashboard
    from vitec_desktop.ui.overview.print_page import PrintPage


class PrintController(QObject):
    """Handles the page's requests for output; `notice_requested` carries the result for the user.

    `copied` has what has been copied, as "Översikten är kopierad som bild".
    """

    copied = Signal(str)

    notice_requested = Signal(Notice)
    error_occurred = Signal(Exception)

    def __init__(
        self, page: OverviewPage, settings_store: SettingsStore, runner: JobRunner, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._settings_store = settings_store
        self._runner = runner
        self._theme = theme
        self._window = window
        self._page = page
        self._is_finding_folder = False
        slots = (
            (page.toolbar.copy_requested, self.copy_image),
            (page.toolbar.print_requested, self.open_print_dialog),
            (page.toolbar.pdf_requested, self.choose_pdf_file),
        )
        for signal, slot in slots:
            signal.connect(
                lambda slot=slot: slot(page.dashboard) if page.dashboard and page.is_showing_overview else None
            )

    def copy_page(self) -> None:
        """Copy the overview that the page shows; say so if it shows none."""
        if self._page.dashboard and self._page.is_showing_overview:
            self.copy_image(self._page.dashboard)
        else:
            self.notice_requested.emit(Notice(NoticeLevel.INFO, self.tr("Det finns ingen översikt att kopiera.")))

    def copy_image(self, dashboard: "Dashboard") -> None:
        """Copy the whole overview to the clipboard as an image."""
        QGuiApplication.clipboard().setImage(self._create_page(dashboard).to_image())
        self.copied.emit(self.tr("Översikten är kopierad som bild"))

    def open_print_dialog(self, dashboard: "Dashboard") -> None:
        """Ask for a printer; then print one A4 page."""
        # Imported here, for start-up: few users print.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from vitec_desktop.ui.overview.print_page import a4_page_layout

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(a4_page_layout())
        printer.setDocName(dashboard.overview.document_title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("overviewPrintDialog")
        page = self._create_page(dashboard)
        dialog.accepted.connect(lambda: self.print_page(page, printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def print_page(self, page: "PrintPage", printer: "QPrinter") -> None:
        """Print one page; tell the user if the printer refuses it."""
        painter = QPainter()
        is_printed = painter.begin(printer)
        if is_printed:
            rect = printer.pageRect(printer.Unit.DevicePixel)
            page.paint(painter, QRectF(0, 0, rect.width(), rect.height()))
            is_printed = painter.end()
        if not is_printed:
            text = self.tr("Skrivaren tog inte emot sidan. Prova en annan skrivare, eller spara som PDF.")
            self.notice_requested.emit(Notice(NoticeLevel.ERR, self.tr("Översikten kunde inte skrivas ut."), text))

    def choose_pdf_file(self, dashboard: "Dashboard") -> None:
        """Ask for a file, beginning in the folder of the last export; then save one A4 page as PDF."""
        if self._is_finding_folder:
            return
        self._is_finding_folder = True
        last = self._settings_store.current.export_folder
        job = find_default_folder(
            self._runner, last, lambda folder: self._ask_for_file(dashboard, folder), self.error_occurred
        )
        job.finished.connect(self._on_folder_found)

    def _on_folder_found(self) -> None:
        self._is_finding_folder = False

    def _ask_for_file(self, dashboard: "Dashboard", folder: Path) -> None:
        from PySide6.QtWidgets import QFileDialog  # late, as QSaveFile: the first window need not wait for them

        suggested = folder / f"{self._file_name(dashboard)}.pdf"
        dialog = QFileDialog(self._window, self.tr("Spara översikten som PDF"), str(suggested), "PDF (*.pdf)")
        dialog.setObjectName("overviewPdfDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(suggested.name)
        page, title = self._create_page(dashboard), dashboard.overview.document_title
        dialog.fileSelected.connect(lambda chosen: self._on_file_chosen(page, Path(chosen), title))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_chosen(self, page: "PrintPage", target: Path, title: str) -> None:
        self._settings_store.update(replace(self._settings_store.current, export_folder=str(target.parent)))
        self.save_pdf(page, target, title)

    def save_pdf(self, page: "PrintPage", target: Path, title: str) -> None:
        """Write the PDF completely or not at all, replacing a file of that name; tell the user the result."""
        from PySide6.QtCore import QSaveFile

        file = QSaveFile(str(target))
        is_saved = file.open(QSaveFile.OpenModeFlag.WriteOnly) and page.write_pdf(file, title) and file.commit()
        if not is_saved:
            text = self.tr("{reason} Välj en annan mapp, eller stäng filen om den är öppen.")
            notice = Notice(
                NoticeLevel.ERR, self.tr("PDF:en kunde inte sparas."), text.format(reason=_error_sentence(file))
            )
            self.notice_requested.emit(notice)
            return
        actions = (
            NoticeAction(self.tr("Öppna"), lambda: self._open(target)),
            NoticeAction(self.tr("Visa i mapp"), lambda: show_in_folder_or_notify(target, self.notice_requested.emit)),
        )
        self.notice_requested.emit(
            Notice(NoticeLevel.OK, self.tr("Sparad: {name}").format(name=target.name), "", actions)
        )

    def _open(self, path: Path) -> None:
        if not open_file(path):
            text = self.tr("Datorn har inget program för PDF. Filen ligger i {folder}.").format(folder=path.parent)
            self.notice_requested.emit(Notice(NoticeLevel.WARN, self.tr("Filen kunde inte öppnas."), text))

    def _create_page(self, dashboard: "Dashboard") -> "PrintPage":
        from vitec_desktop.ui.overview.print_page import PrintPage

        return PrintPage(self._theme, dashboard.overview, with_receivers=dashboard.is_showing_receivers)

    def _file_name(self, dashboard: "Dashboard") -> str:
        """Return such as "Översikt tips och leads 1–31 oktober 2026"."""
        return self.tr("Översikt tips och leads {period}").format(period=dashboard.overview.period)


def _error_sentence(file: "QSaveFile") -> str:
    """Return the system's error text as a sentence; "" if it has none."""
    text = file.errorString().strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
