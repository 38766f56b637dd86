"""The user guide, with pictures."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QImage,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.resources import resource_path
from vitec_desktop.ui.theme.metrics import Spacing, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button
from vitec_desktop.ui.widgets.dialog import DialogFooter
from vitec_desktop.ui.widgets.line_edit import open_text_menu

_WIDTH, _HEIGHT = 820, 700
_WINDOW_MARGIN = 80
"""Pixels of the window that stay visible around the guide."""
_MAX_PICTURE_WIDTH = 720
_LINE_HEIGHT = 135.0  # per cent
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
_SECTION_LEVEL = 2
_SECTION_MARK = "\n## "
_HEADING_SIZES = {1: TextSize.TITLE, 2: TextSize.SECTION}


class GuideDialog(QDialog):
    """Shows the guide beside the window, which can be used meanwhile."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guideDialog")
        self.setWindowTitle(self.tr("Handbok"))
        self.setModal(False)
        self.page = GuidePage(theme, language, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        footer = DialogFooter(theme, self)
        close = Button(theme, self.tr("Stäng"), ButtonKind.FILLED, parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        footer.add_button(close)
        column.addWidget(footer)
        outer = self.screen().availableGeometry().size()
        if parent is not None:
            outer = outer.boundedTo(parent.size())
        size = QSize(theme.metrics.px(_WIDTH), theme.metrics.px(_HEIGHT))
        self.resize(size.boundedTo(outer - QSize(_WINDOW_MARGIN, _WINDOW_MARGIN)))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)


class GuidePage(QTextBrowser):
    """The guide in one language. Pictures are as wide as the page, at most their own size."""

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture_folders = (resource_path("screenshots", language.code), resource_path("screenshots"))
        self._markdown = _add_contents(resource_path("guide", f"{language.code}.md").read_text(encoding="utf-8"))
        self._picture_width = 0
        self.setObjectName("guideText")
        self.setAccessibleName(self.tr("Handbok"))
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link_clicked)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.document().setDocumentMargin(Spacing.DIALOG)
        theme.changed.connect(self._render)
        self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        file_name = name.fileName() if isinstance(name, QUrl) else name
        path = next((folder / file_name for folder in self._picture_folders if (folder / file_name).is_file()), None)
        picture = QImage(str(path)) if path else QImage()
        if picture.isNull():
            return picture
        ratio = self.devicePixelRatioF()
        width = round(min(self._available_width(), picture.width()) * ratio)
        scaled = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        scaled.setDevicePixelRatio(ratio)
        return scaled

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_text_menu(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._available_width() != self._picture_width:
            self._render()

    def _available_width(self) -> int:
        return max(200, min(_MAX_PICTURE_WIDTH, self.viewport().width() - 2 * Spacing.DIALOG))

    def _render(self) -> None:
        """Set the text again, since Qt fixes colours and picture sizes when it is set."""
        self._picture_width = self._available_width()
        scroll_position = self.verticalScrollBar().value()
        self.document().clear()
        self.setMarkdown(self._markdown)
        self.document().setDocumentMargin(Spacing.DIALOG)
        self._apply_text_sizes()
        self.verticalScrollBar().setValue(scroll_position)

    def _apply_text_sizes(self) -> None:
        """Replace Qt's text sizes for Markdown by the program's own."""
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            block_format = block.blockFormat()
            level = block_format.headingLevel()
            if _PICTURE not in block.text():
                block_format.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if level:
                block_format.setTopMargin(Spacing.MARGIN if level > 1 else 0)
                block_format.setBottomMargin(Spacing.SMALL)
                char_format = QTextCharFormat()
                char_format.setFont(self._theme.font(_HEADING_SIZES.get(level, TextSize.SECTION), strong=True))
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.setCharFormat(char_format)
            else:
                block_format.setBottomMargin(Spacing.HAIR if block.textList() else Spacing.SMALL)
            QTextCursor(block).setBlockFormat(block_format)
            block = block.next()

    def _on_link_clicked(self, link: QUrl) -> None:
        if link.scheme() == "https":
            QDesktopServices.openUrl(link)
        else:
            self._scroll_to_section(int(link.fragment()))

    def _scroll_to_section(self, number: int) -> None:
        """Scroll so that the heading of a section stands at the top."""
        block = self.document().begin()
        while block.isValid():
            number -= block.blockFormat().headingLevel() == _SECTION_LEVEL
            if number < 0:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.verticalScrollBar().setValue(int(top) - Spacing.SMALL)
                return
            block = block.next()


def _add_contents(markdown: str) -> str:
    """Return a text with a line for each of its sections, a link to its number, above the first."""
    before, *sections = markdown.split(_SECTION_MARK)
    names = [section.partition("\n")[0] for section in sections]
    links = "  \n".join(f"[{name}](#{number})" for number, name in enumerate(names))
    return _SECTION_MARK.join((f"{before.rstrip()}\n\n{links}\n", *sections))
