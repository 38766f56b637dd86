"""The part of the style sheet that dresses what stands around the controls: menus, lists, scroll bars, frames."""

from collections.abc import Callable, Mapping

from vitec_desktop.ui.theme.colors import Colors
from vitec_desktop.ui.theme.metrics import Metrics, Radius, Spacing, TextSize

Points = Callable[[int], float]


def menus(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
    return f"""
QMenuBar {{ background: {c.window}; color: {c.text}; border: none; padding: 2px 11px 2px 11px; spacing: 0px; }}
QMenuBar::item {{
    background: transparent; border-radius: {Radius.CONTROL}px; padding: {(m.menu_bar - 4 - m.text_height) // 2}px 12px;
}}
QMenuBar::item:selected {{ background: {c.sunken}; }}
QMenuBar::item:pressed {{ background: {c.sunken}; }}
QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; padding: 4px; }}
QMenu[rounded="true"] {{ border-radius: {Radius.CARD}px; }}
QMenu::item {{ padding: {(m.control - 4 - m.text_height) // 2}px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {c.select}; color: {c.on_select}; }}
QMenu::item:disabled {{ color: {c.disabled}; }}
QMenu::icon {{ position: absolute; left: 8px; }}
QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 0px; }}
QMenu::indicator {{ width: {m.icon}px; height: {m.icon}px; position: absolute; left: 8px; }}
QMenu::indicator:checked {{ image: url("{icons["tick/accent"]}"); }}
QMenu::right-arrow {{
    image: url("{icons["chevron-right/text2"]}"); width: {m.icon}px; height: {m.icon}px; padding-right: 4px;
}}
QMenu::right-arrow:disabled {{ image: url("{icons["chevron-right/disabled"]}"); }}
"""


def item_views(c: Colors, m: Metrics, points: Points) -> str:
    return f"""
QAbstractItemView {{
    background: {c.surface}; color: {c.text}; border: none; outline: none; gridline-color: {c.line};
    selection-background-color: {c.select}; selection-color: {c.on_select};
}}
QHeaderView {{ background: {c.surface}; border: none; }}
QHeaderView::section {{
    background: {c.surface}; color: {c.text2}; border: none; border-bottom: 1px solid {c.edge};
    padding: {(m.header - 1 - m.caption_height) // 2}px 11px; text-align: left;
    font-size: {points(TextSize.CAPTION):.2f}pt; font-weight: 600;
}}
QHeaderView::section:hover {{ background: {c.hover}; }}
QTableView QTableCornerButton::section {{ background: {c.surface}; border: none; }}
QListView::item {{ border-radius: 4px; padding: 4px 8px; }}
QListView::item:hover {{ background: {c.hover}; }}
QListView::item:selected {{ background: {c.select}; color: {c.on_select}; }}
QListWidget {{ border: 1px solid {c.edge}; border-radius: {Radius.CONTROL}px; padding: 1px; }}
QListWidget:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
"""


def scroll_bars(c: Colors) -> str:
    return f"""
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; margin: 0; }}
QScrollBar:horizontal {{ height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {c.edge}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {c.edge_strong}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
"""


def calendar(c: Colors, icons: Mapping[str, str]) -> str:
    return f"""
QCalendarWidget {{ background: {c.surface}; border: 1px solid {c.edge}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.surface}; }}
QCalendarWidget QToolButton {{ color: {c.text}; font-weight: 600; padding: 5px 8px; margin: 2px; }}
QCalendarWidget QToolButton:focus {{ padding: 4px 7px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QToolButton#qt_calendar_prevmonth {{ qproperty-icon: url("{icons["chevron-left/text2"]}"); }}
QCalendarWidget QToolButton#qt_calendar_nextmonth {{ qproperty-icon: url("{icons["chevron-right/text2"]}"); }}
QCalendarWidget QSpinBox {{ padding: 2px 4px; }}
QCalendarWidget QAbstractItemView {{
    background: {c.surface}; color: {c.text}; outline: none;
    selection-background-color: {c.accent}; selection-color: {c.on_accent};
    alternate-background-color: {c.surface};
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {c.disabled}; }}
"""


def tabs_and_frames(c: Colors) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; background: {c.surface}; }}
QTabWidget::tab-bar {{ left: {Spacing.MARGIN}px; }}
QProgressBar {{
    background: {c.sunken}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: right;
}}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QStatusBar {{ background: {c.window}; border-top: 1px solid {c.line}; color: {c.text2}; }}
QStatusBar::item {{ border: none; }}
QDialog, QMessageBox {{ background: {c.surface}; }}
QMessageBox QLabel#qt_msgbox_label {{ font-weight: 600; }}
QWidget[ground="surface"] {{ background: {c.surface}; }}
QWidget[ground="window"] {{ background: {c.window}; }}
QFrame[footer="true"] {{ background: {c.window}; border: none; border-top: 1px solid {c.line}; }}
"""


def high_contrast(c: Colors, icons: Mapping[str, str]) -> str:
    """What only such a scheme needs: a frame where a shade of grey is enough elsewhere, marks on a strong ground."""
    return f"""
QToolTip, QProgressBar {{ border: 1px solid {c.text}; }}
QLineEdit:disabled, QDateEdit:disabled, QTimeEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{
    border-color: {c.disabled};
}}
QAbstractSpinBox QLineEdit:disabled, QComboBox QLineEdit:disabled {{ border: none; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {c.select}; color: {c.on_select}; }}
QMenu::item:disabled:selected {{ background: transparent; color: {c.disabled}; }}
QMenu::indicator:checked:selected {{ image: url("{icons["tick/on_select"]}"); }}
QMenu::right-arrow:selected {{ image: url("{icons["chevron-right/on_select"]}"); }}
QToolButton:hover {{ border: 1px solid {c.text}; }}
QListView::item:hover:!selected {{ border: 1px solid {c.text}; padding: 3px 7px; }}
"""
