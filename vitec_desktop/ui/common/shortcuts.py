"""All keyboard shortcuts: for the menus, and for the list in the Help menu."""

from typing import Final

from msgspec import Struct
from PySide6.QtGui import QKeySequence

from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.ui.widgets.menu import CONTEXT_MENU_KEYS


class Shortcut(Struct, frozen=True):
    """Keys in Qt's notation, and what they do, in Swedish."""

    keys: str
    text: str

    @property
    def shown_keys(self) -> str:
        """The keys in the system's own notation."""
        return QKeySequence(self.keys).toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutGroup(Struct, frozen=True):
    """Shortcuts under one heading in the list."""

    name: str
    shortcuts: tuple[Shortcut, ...]


FETCH: Final = Shortcut("F5", QT_TRANSLATE_NOOP("Shortcuts", "Hämta rapport"))
CANCEL: Final = Shortcut("Esc", QT_TRANSLATE_NOOP("Shortcuts", "Avbryt det som pågår"))
EXPORT: Final = Shortcut("Ctrl+E", QT_TRANSLATE_NOOP("Shortcuts", "Exportera till Excel"))
OFFICES: Final = Shortcut("Ctrl+Shift+K", QT_TRANSLATE_NOOP("Shortcuts", "Välj kontor"))
ONLY_THIS: Final = Shortcut(
    "Ctrl+Space",
    QT_TRANSLATE_NOOP("Shortcuts", "Bara det kontoret, i listan med kontor; gruppens rader, på dess rubrik"),
)
PERIOD: Final = Shortcut("Ctrl+Shift+P", QT_TRANSLATE_NOOP("Shortcuts", "Välj period"))
STATUS: Final = Shortcut("Ctrl+Shift+S", QT_TRANSLATE_NOOP("Shortcuts", "Välj omfattning"))
CALENDAR: Final = Shortcut("F4", QT_TRANSLATE_NOOP("Shortcuts", "Öppna kalendern, i ett datumfält"))

TABS: Final = (
    Shortcut("Ctrl+1", QT_TRANSLATE_NOOP("Shortcuts", "Översikt")),
    Shortcut("Ctrl+2", QT_TRANSLATE_NOOP("Shortcuts", "Inkommande leads")),
    Shortcut("Ctrl+3", QT_TRANSLATE_NOOP("Shortcuts", "Utgående leads")),
    Shortcut("Ctrl+4", QT_TRANSLATE_NOOP("Shortcuts", "Tips")),
    Shortcut("Ctrl+5", QT_TRANSLATE_NOOP("Shortcuts", "Obehandlade")),
)
"""In the order of the window's tabs."""

COMPARE: Final = Shortcut("Ctrl+Shift+J", QT_TRANSLATE_NOOP("Shortcuts", "Jämför översikten med en annan period"))
PRINT: Final = Shortcut("Ctrl+P", QT_TRANSLATE_NOOP("Shortcuts", "Skriv ut översikten, eller spara den som PDF"))

BACK: Final = Shortcut("Alt+Left", QT_TRANSLATE_NOOP("Shortcuts", "Tillbaka till översikten, efter ett klick i den"))
SEARCH: Final = Shortcut("Ctrl+F", QT_TRANSLATE_NOOP("Shortcuts", "Sök i tabellen"))
FOCUS_TABLE: Final = Shortcut("Down", QT_TRANSLATE_NOOP("Shortcuts", "Från sökfältet till tabellen"))
FILTER: Final = Shortcut("Alt+Down", QT_TRANSLATE_NOOP("Shortcuts", "Sortera och filtrera kolumnen"))
CLEAR_FILTERS: Final = Shortcut("Ctrl+Shift+L", QT_TRANSLATE_NOOP("Shortcuts", "Rensa sökning och filter"))
REMOVE_FILTER: Final = Shortcut("Del", QT_TRANSLATE_NOOP("Shortcuts", "Ta bort filtret, på ett filtermärke"))
OPEN_ROW: Final = Shortcut("Enter", QT_TRANSLATE_NOOP("Shortcuts", "Visa allt om raden"))
DETAILS: Final = Shortcut("F8", QT_TRANSLATE_NOOP("Shortcuts", "Visa eller dölj detaljerna"))
SELECT_ALL: Final = Shortcut("Ctrl+A", QT_TRANSLATE_NOOP("Shortcuts", "Markera alla rader"))
UNDO: Final = Shortcut("Ctrl+Z", QT_TRANSLATE_NOOP("Shortcuts", "Ångra filter, sökning, sortering, kolumner och vyer"))
REDO: Final = Shortcut("Ctrl+Shift+Z", QT_TRANSLATE_NOOP("Shortcuts", "Gör om det som ångrades; även Ctrl+Y"))
COPY: Final = Shortcut("Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "Kopiera raderna som är markerade"))
COPY_ALL: Final = Shortcut("Ctrl+Shift+C", QT_TRANSLATE_NOOP("Shortcuts", "Kopiera allt om raden, eller översikten"))
VIEWS: Final = Shortcut("Ctrl+Shift+V", QT_TRANSLATE_NOOP("Shortcuts", "Välj vy"))
COLUMNS: Final = Shortcut("Ctrl+Shift+O", QT_TRANSLATE_NOOP("Shortcuts", "Välj kolumner"))
GROUP: Final = Shortcut("Ctrl+Shift+G", QT_TRANSLATE_NOOP("Shortcuts", "Gruppera raderna"))
FOLD: Final = Shortcut("F9", QT_TRANSLATE_NOOP("Shortcuts", "Fäll ihop eller ut alla grupper"))
CLOSE_GROUP: Final = Shortcut("Left", QT_TRANSLATE_NOOP("Shortcuts", "Fäll ihop gruppen, på dess rubrik"))
OPEN_GROUP: Final = Shortcut("Right", QT_TRANSLATE_NOOP("Shortcuts", "Fäll ut gruppen, på dess rubrik"))
ROW_MENU: Final = Shortcut(CONTEXT_MENU_KEYS, QT_TRANSLATE_NOOP("Shortcuts", "Mer att göra med raden"))

GUIDE: Final = Shortcut("F1", QT_TRANSLATE_NOOP("Shortcuts", "Handbok, i översikten: så räknas det"))
NEXT_PART: Final = Shortcut("Tab", QT_TRANSLATE_NOOP("Shortcuts", "Nästa del av fönstret"))
PREVIOUS_PART: Final = Shortcut("Shift+Tab", QT_TRANSLATE_NOOP("Shortcuts", "Föregående del av fönstret"))
NEXT_TAB: Final = Shortcut("Ctrl+Tab", QT_TRANSLATE_NOOP("Shortcuts", "Nästa flik"))
QUIT: Final = Shortcut("Ctrl+Q", QT_TRANSLATE_NOOP("Shortcuts", "Avsluta"))

GROUPS: Final = (
    ShortcutGroup(
        QT_TRANSLATE_NOOP("Shortcuts", "Rapporten"),
        (FETCH, CANCEL, EXPORT, OFFICES, ONLY_THIS, PERIOD, STATUS, CALENDAR),
    ),
    ShortcutGroup(QT_TRANSLATE_NOOP("Shortcuts", "Flikarna"), (*TABS, NEXT_TAB, BACK, COMPARE, PRINT)),
    ShortcutGroup(
        QT_TRANSLATE_NOOP("Shortcuts", "Tabellen"),
        (
            SEARCH,
            FOCUS_TABLE,
            FILTER,
            CLEAR_FILTERS,
            REMOVE_FILTER,
            VIEWS,
            COLUMNS,
            GROUP,
            FOLD,
            CLOSE_GROUP,
            OPEN_GROUP,
            OPEN_ROW,
            DETAILS,
            UNDO,
            REDO,
            SELECT_ALL,
            COPY,
            COPY_ALL,
            ROW_MENU,
        ),
    ),
    ShortcutGroup(QT_TRANSLATE_NOOP("Shortcuts", "Programmet"), (GUIDE, NEXT_PART, PREVIOUS_PART, QUIT)),
)
