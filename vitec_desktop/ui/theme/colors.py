"""The light and the dark colours, by role; tests check the contrast of every pair that is used."""

from typing import NamedTuple


class Colors(NamedTuple):
    """The colours of a scheme, as "#RRGGBB"."""

    is_dark: bool
    window: str
    surface: str
    hover: str
    sunken: str
    line: str
    edge: str
    edge_strong: str
    text: str
    text2: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    bar: str
    select: str
    on_select: str
    chip_edge: str
    hit: str
    unhandled: str
    progress: str
    done: str
    declined: str
    info_background: str
    info: str
    ok_background: str
    ok: str
    warn_background: str
    warn: str
    err_background: str
    err: str
    tooltip_background: str
    tooltip_text: str


LIGHT = Colors(
    is_dark=False,
    window="#F5F6F8",
    surface="#FFFFFF",
    hover="#F1F2F6",
    sunken="#ECEEF2",
    line="#E2E5EA",
    edge="#D3D7DF",
    edge_strong="#7A818E",
    text="#1A1D24",
    text2="#565D6A",
    disabled="#9AA0AB",
    accent="#4650C4",
    accent_hover="#3A43AB",
    accent_pressed="#2F3791",
    on_accent="#FFFFFF",
    bar="#5A64D2",
    select="#E9EBFB",
    on_select="#1A1D24",
    chip_edge="#C9CEF3",
    hit="#FFE28A",
    unhandled="#C4500A",
    progress="#1F73C4",
    done="#0A6B50",
    declined="#7A818E",
    info_background="#EEF0FC",
    info="#4650C4",
    ok_background="#E6F5EE",
    ok="#0A6B50",
    warn_background="#FFF3DD",
    warn="#9A5700",
    err_background="#FDECEA",
    err="#B3261E",
    tooltip_background="#2A2E37",
    tooltip_text="#FFFFFF",
)

DARK = Colors(
    is_dark=True,
    window="#15171B",
    surface="#1D2026",
    hover="#24282F",
    sunken="#2A2E36",
    line="#2F343D",
    edge="#3B414C",
    edge_strong="#7D8594",
    text="#E8EAEE",
    text2="#A5ACB9",
    disabled="#666D79",
    accent="#A2ABFF",
    accent_hover="#B5BCFF",
    accent_pressed="#8D97F5",
    on_accent="#14162B",
    bar="#8089EA",
    select="#2B2F52",
    on_select="#E8EAEE",
    chip_edge="#464C80",
    hit="#6B5310",
    unhandled="#FF9A57",
    progress="#5B9DF0",
    done="#6FE0B8",
    declined="#828A98",
    info_background="#23264A",
    info="#A2ABFF",
    ok_background="#16332A",
    ok="#6FE0B8",
    warn_background="#382B14",
    warn="#F2B84B",
    err_background="#3D201F",
    err="#FF8F86",
    tooltip_background="#E8EAEE",
    tooltip_text="#1D2026",
)
