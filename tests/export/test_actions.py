"""The sheet Handlingslista."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import ENGLISH, openpyxl_sheet, report, row, sheet_names, sheet_rows, write
from tests.export.sample_workbook import sample_report
from vitec_desktop.export import action_sheet
from vitec_desktop.export.export_spec import ExportSpec, SheetKey
from vitec_desktop.export.state_marks import MARK_COLORS
from vitec_desktop.export.xlsx.text_fit import text_width
from vitec_desktop.report.statistics import actions_by_receiver
from vitec_desktop.webservice.models import ListKind

SHEET = "Handlingslista"
ONLY = ExportSpec(sheets=frozenset({SheetKey.ACTIONS}))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "r.xlsx"


def tip(number: int, receiver: str | None, state: str = "New", day: int = 1, **changes: Any) -> Any:
    created = datetime(2026, 10, day, 12, number % 60)
    return row(
        ListKind.TIPS,
        number,
        tip_state=state,
        receiver_name=receiver,
        receiver_company_name=None if receiver is None else "Norrby Solna",
        createdAt=created,
        tip_title=f"Tips {number}",
        **changes,
    )


def texts(path: Path, sheet: str = SHEET) -> list[str]:
    """Return the first text of each row."""
    return [str(next((value for value in line if value != ""), "")) for line in sheet_rows(path, sheet)]


def page_starts(path: Path, sheet: str = SHEET) -> list[str]:
    lines = texts(path, sheet)
    return [lines[one.id] for one in openpyxl_sheet(path, sheet).row_breaks.brk]


def test_each_receiver_has_a_page_and_rows_without_one_are_last(target: Path) -> None:
    tips = [tip(1, "Örjan Ek"), tip(2, None), tip(3, "Åsa Ek"), tip(4, "Säljteam", receiver_type="Group"), tip(5, "Bo")]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    titles = ["Bo", "Säljteam", "Åsa Ek", "Örjan Ek", "Utan mottagare"]
    assert page_starts(target) == [f"Att göra: {name}" for name in titles]
    sheet = openpyxl_sheet(target, SHEET)
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.oddHeader.left.text == SHEET
    assert "Bo" not in sheet.oddFooter.left.text
    assert sheet.oddFooter.left.text == "Innehåller personuppgifter, lämna inte sidan framme."


def test_unhandled_rows_are_before_those_in_progress_and_the_oldest_first(target: Path) -> None:
    tips = [
        tip(1, "Bo", "Claimed", 3),
        tip(2, "Bo", "New", 9),
        tip(3, "bo ", "AssignedToDistributor", 4),
        tip(4, "Bo", "Done", 1),
        tip(5, "Bo", "Delegated", 2),
        tip(6, "Bo", "NoAssignment", 1),
    ]
    lead = row(ListKind.INCOMING, 7, lead_state="New", receiver_name="Bo", receiver_company_name="Norrby Solna",
               createdAt=datetime(2026, 10, 6), lead_title="Lead 7", sender_name=None)  # fmt: skip
    write(report({ListKind.TIPS: tips, ListKind.INCOMING: [lead]}), target, spec=ONLY)
    rows = sheet_rows(target, SHEET)
    start = next(number for number, line in enumerate(rows) if line[0] == "Att göra: Bo")
    headings = [line[1] for line in rows[start:] if str(line[1]).startswith(("Tips ", "Lead")) and line[2]]
    assert headings == ["Tips 3", "Lead 7", "Tips 2", "Tips 5", "Tips 1"]
    assert [line[0] for line in rows if str(line[0]).startswith(("Obehandlade ", "Pågående "))] == [
        "Obehandlade  3",
        "Pågående  2",
    ]
    assert rows[start + 1][0].startswith("3 obehandlade och 2 pågående, äldsta 53 dagar · 1–31 okt 2026 · hämtad")
    assert [line[3] for line in rows[start:] if line[3]] == ["○", "○", "○", "◐", "◐"]
    assert "Lead" in [line[1] for line in rows]
    assert texts(target).count("Anteckningar") == 1


def test_a_line_for_each_receiver_is_first_with_plain_numbers_that_add_up(target: Path) -> None:
    one = sample_report()
    write(one, target, spec=ONLY)
    rows = sheet_rows(target, SHEET)
    receivers = actions_by_receiver(one.tables)
    head = next(number for number, line in enumerate(rows) if line[0] == "Mottagare")
    lines = rows[head + 1 : head + 1 + len(receivers)]
    assert [line[0].partition(",")[0] for line in lines] == [one.receiver or "Utan mottagare" for one in receivers]
    assert sum(line[4] + line[6] for line in lines) == sum(one.count for one in receivers)
    total = rows[head + 1 + len(receivers)]
    assert (total[0], total[8]) == ("Summa", max(line[8] for line in lines))
    assert total[4:7:2] == [sum(line[place] for line in lines) for place in (4, 6)]


def printed_pages(path: Path) -> list[list[Any]]:
    """Return the row dimensions of each page."""
    sheet = openpyxl_sheet(path, SHEET)
    ends = [*(one.id for one in sheet.row_breaks.brk), sheet.max_row]
    return [list(range(first + 1, last + 1)) for first, last in zip([0, *ends], ends, strict=False)]


def test_a_long_list_of_one_receiver_fits_its_pages_and_its_notes_are_not_alone(target: Path) -> None:
    for count in (12, 13, 14, 15, 16, 40):
        tips = [tip(number, "Bo", "New" if number < 13 else "Claimed") for number in range(count)]
        write(report({ListKind.TIPS: tips}), target, spec=ONLY)
        sheet, lines = openpyxl_sheet(target, SHEET), texts(target)
        pages = printed_pages(target)
        for page in pages[1:]:
            assert sum(sheet.row_dimensions[number].height for number in page) <= 841.9 - (0.6 + 0.55) * 72
            found = [lines[number - 1] for number in page if number <= len(lines)]
            assert found[0].startswith("Att göra: Bo")
            assert any(text.startswith("2026-10") for text in found)
            assert not [text for text in found if text][-1].startswith(("Obehandlade", "Pågående"))
        assert lines[pages[-1][0] - 1].endswith("fortsättning") == (len(pages) > 2)


def test_beyond_500_pages_there_are_no_breaks_and_the_sheet_says_so(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tips = [tip(number, f"Mäklare {number}") for number in range(12)]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    assert len(openpyxl_sheet(target, SHEET).row_breaks.brk) == 12
    assert not any("Fler än" in text for text in texts(target))
    assert action_sheet.MAX_PAGE_BREAKS == 500
    monkeypatch.setattr(action_sheet, "MAX_PAGE_BREAKS", 11)
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    assert not openpyxl_sheet(target, SHEET).row_breaks.brk
    lines = texts(target)
    assert any(text.startswith("Fler än 11 sidor") for text in lines)
    starts = [number for number, text in enumerate(lines) if text.startswith("Att göra: ")]
    assert len(starts) == 12
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):  # each block is whole
        assert "Skapat, ålder" in lines[first:end]
        assert lines[first:end].count("Anteckningar") == 1


def test_a_sheet_that_is_full_continues_on_another(target: Path) -> None:
    tips = [tip(number, f"Mäklare {number // 4}") for number in range(40)]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY, max_sheet_rows=60)
    names = sheet_names(target)[:-1]
    assert len(names) > 1
    assert all(openpyxl_sheet(target, name).max_row <= 60 for name in names)
    found = [str(line[1]) for name in names for line in sheet_rows(target, name) if len(line) > 1]
    assert {text for text in found if text.startswith("Tips ")} >= {f"Tips {number}" for number in range(40)}


def test_nothing_to_do_is_one_line(target: Path) -> None:
    write(report({ListKind.TIPS: [tip(1, "Bo", "Done")]}), target, spec=ONLY)
    assert texts(target)[-1] == "Allt är omhändertaget."
    assert not openpyxl_sheet(target, SHEET).row_breaks.brk


def test_what_is_longer_than_its_place_is_cut_at_a_word_and_widens_no_page(target: Path) -> None:
    long = "Anna-Karin Charlotta von Bergstrandhagen-Svensson Wallenstråhle Östersunds Norra " * 2
    names = dict.fromkeys(("sender_name", "contact", "receiver_name", "receiver_company_name"), long)
    tips = [row(ListKind.TIPS, 1, tip_state="New", tip_title=long * 2, **names)]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    sheet = openpyxl_sheet(target, SHEET)
    cells = [cell for line in sheet.iter_rows(min_row=5) for cell in line if "Anna" in str(cell.value)]
    assert len(cells) == 5  # its line, the title, the heading, the contact and the sender
    assert all(str(cell.value).endswith(" …") for cell in cells)
    facts = next(cell.value for cell in sheet["A"] if str(cell.value).startswith("1 obehandla"))
    assert text_width(facts, 10) <= 595 - 0.8 * 72
    assert max(line.height for line in sheet.row_dimensions.values()) < 50


def test_names_and_headings_are_never_formulas(target: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    names = dict.fromkeys(("sender_name", "contact"), evil)
    tips = [row(ListKind.TIPS, 1, tip_state="New", receiver_name=evil, tip_title=evil, **names)]
    write(report({ListKind.TIPS: tips}), target, spec=ONLY)
    cells: Sequence[Any] = [cell for line in openpyxl_sheet(target, SHEET).iter_rows() for cell in line]
    found = [cell for cell in cells if str(cell.value).startswith("=cmd")]
    assert len(found) == 3  # the receiver's line, the heading and the contact
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_what_is_to_be_filled_in_is_a_text_and_a_day(target: Path) -> None:
    write(report({ListKind.TIPS: [tip(1, "Bo")]}), target, spec=ONLY)
    sheet = openpyxl_sheet(target, SHEET)
    [place] = [cell.row for cell in sheet["B"] if cell.value == "Tips 1"]
    assert sheet.cell(place, 7).alignment.wrap_text
    assert sheet.cell(place, 9).number_format == "yyyy-mm-dd"
    assert sheet.cell(place + 1, 7).border.bottom.color.rgb == "007A818E"


def test_an_anonymised_workbook_has_no_such_sheet(target: Path) -> None:
    write(report({ListKind.TIPS: [tip(1, "Bo")]}), target, spec=ExportSpec(is_anonymised=True))
    assert SHEET not in sheet_names(target)


def test_the_sheet_is_written_in_english_too(target: Path) -> None:
    write(sample_report(date(2026, 10, 1), date(2026, 10, 18)), target, ENGLISH, spec=ONLY)
    assert page_starts(target, "Action list")[0].startswith("To do: ")


def test_a_mark_follows_its_word_when_somebody_edits_it(target: Path) -> None:
    write(report({ListKind.TIPS: [tip(1, "Bo"), tip(2, "Bo", "Claimed"), tip(3, "Åsa")]}), target, spec=ONLY)
    values, sheet = sheet_rows(target, SHEET), openpyxl_sheet(target, SHEET)
    marked = [number for number, line in enumerate(values, 1) if line[3] in MARK_COLORS]
    assert [values[number - 1][3] for number in marked] == ["○", "◐", "○"]
    for number in marked:
        formula = sheet.cell(number, 4).value
        assert formula.startswith(f'=IF(E{number}="","",IFERROR(VLOOKUP(E{number},')
    [area] = [one.sqref for one in sheet.conditional_formatting]
    assert all(f"D{number}" in area for number in marked)
