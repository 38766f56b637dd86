"""The style sheet of Qt's own widgets, built from colours and sizes; most of our widgets paint themselves.

Heights come from padding around the text, so that larger text makes larger controls; `min-height` would override
`setFixedHeight`.
"""

from collections.abc import Callable, Mapping
from typing import Final

from vitec_desktop.ui.theme.colors import Colors
from vitec_desktop.ui.theme.metrics import Metrics, Radius, Spacing, TextSize

Points = Callable[[int], float]

_KEYBOARD: Final = '[keyboardFocus="true"]'
"""Of a widget whose focus came by keyboard; fields show theirs always."""

SHEET_ICONS: Final = (
    ("calendar", "text2"),
    ("calendar", "disabled"),
    ("chevron-down", "text2"),
    ("chevron-down", "disabled"),
    ("chevron-up", "text2"),
    ("chevron-up", "disabled"),
    ("chevron-left", "text2"),
    ("chevron-left", "disabled"),
    ("chevron-right", "text2"),
    ("chevron-right", "disabled"),
    ("tick", "on_accent"),
    ("tick", "disabled"),
    ("tick", "accent"),
    ("tick", "on_select"),
    ("chevron-right", "on_select"),
    ("dash", "on_accent"),
    ("dash", "disabled"),
)
"""The icons that the sheet names as files: name and colour role."""


def style_sheet(colors: Colors, metrics: Metrics, points: Points, icons: Mapping[str, str]) -> str:
    """Return the style sheet; `points` converts a text size to points, `icons` has file paths by "name/role"."""
    c, m = colors, metrics
    return "\n".join(
        (
            _text(c, points),
            _buttons(c, m),
            _fields(c, m),
            _combo_boxes(c, m, icons),
            _date_edits(c, m, icons),
            _toggles(c, m, icons),
            _menus(c, m, icons),
            _item_views(c, m, points, icons),
            _scroll_bars(c),
            _tabs_and_frames(c, m, icons),
        )
    )


def high_contrast_sheet(colors: Colors, metrics: Metrics, points: Points, icons: Mapping[str, str]) -> str:
    """Return the style sheet for the few colours of a system's high-contrast scheme.

    Without it Qt paints frames a shade darker than the background: invisible on black.
    """
    return style_sheet(colors, metrics, points, icons) + _high_contrast(colors, icons)


def _text_sizes(points: Points) -> str:
    def size(text_size: TextSize) -> str:
        return f"font-size: {points(text_size):.2f}pt;"

    return f"""
QLabel[textRole="caption"], QLabel[textRole="error"] {{ {size(TextSize.CAPTION)} }}
QLabel[textRole="captionStrong"] {{ {size(TextSize.CAPTION)} font-weight: 600; }}
QLabel[textRole="strong"] {{ font-weight: 600; }}
QLabel[textRole="section"] {{ {size(TextSize.SECTION)} font-weight: 600; }}
QLabel[textRole="title"] {{ {size(TextSize.TITLE)} font-weight: 600; }}
"""


def _text(c: Colors, points: Points) -> str:
    return f"""{_text_sizes(points)}
QLabel {{ background: transparent; }}
QLabel[textRole="quiet"], QLabel[textRole="caption"] {{ color: {c.text2}; }}
QLabel[textRole="error"] {{ color: {c.err}; }}
QLabel:disabled {{ color: {c.disabled}; }}
QToolTip {{
    background: {c.tooltip_background}; color: {c.tooltip_text}; border: 1px solid {c.tooltip_background};
    padding: 4px 6px; font-size: {points(TextSize.CAPTION):.2f}pt;
}}
"""


def _buttons(c: Colors, m: Metrics) -> str:
    pad, odd = _padding(m, m.text_ceiling)
    return f"""
QPushButton {{
    background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; border-radius: {Radius.CONTROL}px;
    padding: {pad}px 11px {pad + odd}px 11px; font-weight: 400; outline: none;
}}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed, QPushButton:open {{ background: {c.sunken}; }}
QPushButton{_KEYBOARD}:focus {{ border: 2px solid {c.accent}; padding: {pad - 1}px 10px {pad - 1 + odd}px 10px; }}
QPushButton:disabled {{ background: transparent; color: {c.disabled}; }}
QToolButton {{
    background: transparent; color: {c.text}; border: 1px solid transparent; border-radius: {Radius.CONTROL}px;
    padding: 5px;
}}
QToolButton:hover {{ background: {c.sunken}; }}
QToolButton:pressed {{ background: {c.edge}; }}
QToolButton{_KEYBOARD}:focus {{ border: 2px solid {c.accent}; padding: 4px; }}
QToolButton:disabled {{ background: transparent; color: {c.disabled}; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _fields(c: Colors, m: Metrics) -> str:
    # A line edit adds one pixel above and below its text and two at the sides; a spin box three more in height.
    pad, odd = _padding(m, m.text_height + 2)
    spin_pad, spin_odd = _padding(m, m.text_height + 5)
    fields = "QLineEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox, QPlainTextEdit, QTextEdit"
    inner = "QAbstractSpinBox QLineEdit, QComboBox QLineEdit"
    return f"""
QLineEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox, QPlainTextEdit, QTextEdit {{
    background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
    border-bottom: 1px solid {c.edge_strong}; border-radius: {Radius.CONTROL}px;
    selection-background-color: {c.chip_edge}; selection-color: {c.on_select};
    placeholder-text-color: {c.text2};
}}
QLineEdit {{ padding: {pad}px 9px {pad + odd}px 9px; }}
QDateEdit, QTimeEdit, QSpinBox {{ padding: {spin_pad}px 6px {spin_pad + spin_odd}px 9px; }}
QSpinBox QLineEdit, QTimeEdit QLineEdit {{ padding-left: 8px; }}
QPlainTextEdit, QTextEdit {{ padding: 4px 7px; }}
{_each(fields, ":hover")} {{ border-color: {c.edge_strong}; }}
{_each(fields, ":focus")} {{ border: 2px solid {c.accent}; }}
{_each(fields, "[error=true]")} {{ border: 2px solid {c.err}; }}
{_each(fields, "[error=true]:focus")} {{ border: 2px solid {c.accent}; }}
QDateEdit[error=true]:focus {{ border: 2px solid {c.err}; }}
QLineEdit:focus, QLineEdit[error=true] {{
    padding: {pad - 1}px 8px {pad - 1 + odd}px 8px;
}}
{_each("QDateEdit, QTimeEdit, QSpinBox", ":focus")}, {_each("QDateEdit, QTimeEdit, QSpinBox", "[error=true]")} {{
    padding: {spin_pad - 1}px 5px {spin_pad - 1 + spin_odd}px 8px;
}}
QPlainTextEdit:focus, QTextEdit:focus, QPlainTextEdit[error=true], QTextEdit[error=true] {{ padding: 3px 6px; }}
{_each("QPlainTextEdit, QTextEdit", '[readOnly="true"]:focus')} {{
    border: 1px solid {c.edge}; border-bottom: 1px solid {c.edge_strong}; padding: 4px 7px;
}}
{_each("QPlainTextEdit, QTextEdit", f'[readOnly="true"]{_KEYBOARD}:focus')} {{
    border: 2px solid {c.accent}; padding: 3px 6px;
}}
{_each(fields, ":disabled")} {{
    background: {c.sunken}; color: {c.disabled}; border: 1px solid {c.edge}; placeholder-text-color: {c.disabled};
}}
QLineEdit:read-only {{ background: {c.surface}; }}
QLineEdit QToolButton {{ border: none; padding: 0; background: transparent; }}
{_each(inner, ":disabled")} {{ background: transparent; border: none; }}
{inner} {{
    background: transparent; border: none; padding: 0; border-radius: 0;
}}
"""


def _combo_boxes(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
    pad, odd = _padding(m, m.text_ceiling + 2)
    return f"""
QComboBox {{ combobox-popup: 0; padding: {pad}px 28px {pad + odd}px 11px; }}
QComboBox:focus, QComboBox:on, QComboBox[error=true] {{
    border: 2px solid {c.accent}; padding: {pad - 1}px 27px {pad - 1 + odd}px 10px;
}}
QComboBox[error=true] {{ border-color: {c.err}; }}
QComboBox::drop-down {{
    subcontrol-origin: border; subcontrol-position: center right; width: 28px; border: none;
}}
QComboBox::down-arrow {{ image: url("{icons["chevron-down/text2"]}"); width: {m.icon}px; height: {m.icon}px; }}
QComboBox::down-arrow:disabled {{ image: url("{icons["chevron-down/disabled"]}"); }}
QComboBox QAbstractItemView {{
    background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; padding: 4px; outline: none;
    selection-background-color: {c.select}; selection-color: {c.on_select};
}}
QComboBox QAbstractItemView::item {{ min-height: {m.control - 4}px; padding: 0 8px; border-radius: 4px; }}
QComboBox QAbstractItemView::item:hover {{ background: {c.hover}; }}
QComboBox QAbstractItemView::item:selected {{ background: {c.select}; color: {c.on_select}; }}
"""


def _date_edits(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
    return f"""
QDateEdit::drop-down {{
    subcontrol-origin: border; subcontrol-position: center right;
    width: {m.icon + 12}px; border: none; background: transparent;
}}
QDateEdit::down-arrow {{ image: url("{icons["calendar/text2"]}"); width: {m.icon}px; height: {m.icon}px; }}
QDateEdit::down-arrow:disabled {{ image: url("{icons["calendar/disabled"]}"); }}
QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
    subcontrol-origin: border; width: {m.icon + 8}px; border: none; background: transparent;
}}
QSpinBox::up-button, QTimeEdit::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button, QTimeEdit::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QTimeEdit::up-arrow {{ image: url("{icons["chevron-up/text2"]}"); width: 12px; height: 12px; }}
QSpinBox::down-arrow, QTimeEdit::down-arrow {{
    image: url("{icons["chevron-down/text2"]}"); width: 12px; height: 12px;
}}
QSpinBox::up-arrow:disabled, QTimeEdit::up-arrow:disabled {{ image: url("{icons["chevron-up/disabled"]}"); }}
QSpinBox::down-arrow:disabled, QTimeEdit::down-arrow:disabled {{ image: url("{icons["chevron-down/disabled"]}"); }}
"""


def _toggles(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
    inner = m.px(18) - 2  # the frame adds a pixel at each side
    frame = m.px(5)
    dot = inner + 2 - 2 * frame
    boxes = "QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator"
    return f"""
QCheckBox, QRadioButton {{
    spacing: 8px; padding: 3px 4px 3px 2px; border: 2px solid transparent; border-radius: 6px; outline: none;
}}
QCheckBox{_KEYBOARD}:focus, QRadioButton{_KEYBOARD}:focus {{ border-color: {c.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {c.disabled}; }}
{boxes} {{
    width: {inner}px; height: {inner}px; border: 1px solid {c.edge_strong}; border-radius: 4px;
    background: {c.surface};
}}
{_each(boxes, ":hover")} {{ border-color: {c.accent}; }}
{_each(boxes, ":checked")} {{
    background: {c.accent}; border-color: {c.accent}; image: url("{icons["tick/on_accent"]}");
}}
{_each(boxes, ":indeterminate")} {{
    background: {c.accent}; border-color: {c.accent}; image: url("{icons["dash/on_accent"]}");
}}
{_each(boxes, ":checked:hover")}, {_each(boxes, ":indeterminate:hover")} {{
    background: {c.accent_hover}; border-color: {c.accent_hover};
}}
{_each(boxes, ":disabled")} {{ background: {c.sunken}; border-color: {c.edge}; }}
{_each(boxes, ":checked:disabled")} {{ image: url("{icons["tick/disabled"]}"); }}
{_each(boxes, ":indeterminate:disabled")} {{ image: url("{icons["dash/disabled"]}"); }}
QRadioButton::indicator {{
    width: {inner}px; height: {inner}px; border: 1px solid {c.edge_strong}; border-radius: {(inner + 2) // 2}px;
    background: {c.surface};
}}
QRadioButton::indicator:hover {{ border-color: {c.accent}; }}
QRadioButton::indicator:checked {{
    width: {dot}px; height: {dot}px; border: {frame}px solid {c.accent}; background: {c.on_accent};
}}
QRadioButton::indicator:checked:hover {{ border-color: {c.accent_hover}; }}
QRadioButton::indicator:disabled {{ background: {c.sunken}; border-color: {c.edge}; }}
"""


def _menus(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
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


def _item_views(c: Colors, m: Metrics, points: Points, icons: Mapping[str, str]) -> str:
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
QTreeWidget {{ border: 1px solid {c.edge}; border-radius: {Radius.CONTROL}px; padding: 1px; }}
QTreeWidget{_KEYBOARD}:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QListWidget {{ border: 1px solid {c.edge}; border-radius: {Radius.CONTROL}px; padding: 1px; }}
QListWidget{_KEYBOARD}:focus {{ border: 2px solid {c.accent}; padding: 0; }}
QTableWidget {{ border: 1px solid {c.edge}; border-radius: {Radius.CONTROL}px; }}
QTableWidget{_KEYBOARD}:focus {{ border-color: {c.accent}; }}
QTableWidget::item {{ border-bottom: 1px solid {c.line}; padding: 0 8px; }}
QTableWidget::item:selected {{ background: {c.select}; color: {c.on_select}; }}
QListWidget#calendarPresets {{ border: 1px solid transparent; }}
QListWidget#calendarPresets::item {{ padding: 6px 8px; }}
QListWidget#calendarPresets{_KEYBOARD}:focus {{ border: 2px solid {c.accent}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
"""


def _scroll_bars(c: Colors) -> str:
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


def _tabs_and_frames(c: Colors, m: Metrics, icons: Mapping[str, str]) -> str:
    return f"""
QTabWidget::pane {{ border: none; border-top: 1px solid {c.line}; background: {c.surface}; }}
QTabWidget::tab-bar {{ left: {Spacing.MARGIN}px; }}
QTabBar::scroller {{ width: {2 * m.control}px; }}
QTabBar QToolButton, QTabBar QToolButton:disabled {{
    background: {c.window}; border: none; border-radius: 0; padding: 0;
}}
QTabBar QToolButton:hover:enabled {{ background: {c.sunken}; }}
QTabBar QToolButton::left-arrow {{
    image: url("{icons["chevron-left/text2"]}"); width: {m.icon}px; height: {m.icon}px;
}}
QTabBar QToolButton::left-arrow:disabled {{ image: url("{icons["chevron-left/disabled"]}"); }}
QTabBar QToolButton::right-arrow {{
    image: url("{icons["chevron-right/text2"]}"); width: {m.icon}px; height: {m.icon}px;
}}
QTabBar QToolButton::right-arrow:disabled {{ image: url("{icons["chevron-right/disabled"]}"); }}
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
QWidget[background="surface"] {{ background: {c.surface}; }}
QWidget[background="window"] {{ background: {c.window}; }}
"""


def _high_contrast(c: Colors, icons: Mapping[str, str]) -> str:
    """Rules for high contrast only: frames instead of shades of grey, icons on the selection's colour."""
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


def _padding(m: Metrics, content: int) -> tuple[int, int]:
    """Return the padding above a control's content, in pixels, and how many more pixels are below it (0 or 1)."""
    return divmod(m.control - 2 - content, 2)


def _each(selectors: str, suffix: str) -> str:
    """Return comma-separated selectors with `suffix`, a state or an attribute, added to each."""
    return ", ".join(selector.strip() + suffix for selector in selectors.split(","))
