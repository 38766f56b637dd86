"""The sheet Ändringar and the column Ändring."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.archive.factories import (
    NOW,
    SOLNA,
    VASASTAN,
    a_lead,
    a_snapshot,
    a_tip,
    an_outgoing,
    leads,
    tips,
)
from tests.export.factories import ENGLISH, LISTS_ONLY, SWEDISH, calamine_rows, openpyxl_sheet, sheet_rows
from vitec_desktop.archive.changes import find_changes
from vitec_desktop.archive.handling_time import find_handling_times
from vitec_desktop.archive.selection import SinceKind
from vitec_desktop.archive.snapshot import Snapshot
from vitec_desktop.export.changes_content import ChangesContent, ChangesProblem
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, SheetKey
from vitec_desktop.export.exporter import write_report
from vitec_desktop.export.workbook import write_workbook
from vitec_desktop.report.language import Language
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import Contact, Estate, ListKind

LATER = NOW + timedelta(days=7)
HEADER = [
    *("Ändring", "Lista", "Fält", "Från", "Till", "Sågs senast", "Sågs nu", "Rubrik", "Avsändare", "Mottagare"),
    *("Kontor", "Id"),
]
ENGLISH_HEADER = [
    *("Change", "List", "Field", "From", "To", "Last seen", "Seen now", "Title", "Sender", "Receiver", "Office", "Id"),
]
EVA = Contact("k1", "Eva", "Lund")


def before() -> Snapshot:
    return a_snapshot(
        tips(a_tip("state", 3), a_tip("estate", 4), a_tip("receiver", 5), a_tip("gone", 6), a_tip("same", 7))
        | leads(a_lead("linked", 8))
    )


def after(**facts: Any) -> Snapshot:
    return a_snapshot(
        tips(
            a_tip("new", 20, state="Claimed", title="Säljer åt Eva Lund", contact=EVA),
            a_tip("state", 3, state="Done"),
            a_tip("estate", 4, estate=Estate("e1", "ForSale")),
            a_tip("receiver", 5, receiver="r2", receiver_name="Anna Bergström"),
            a_tip("same", 7, message="ändrat"),
        )
        | leads(a_lead("linked", 8, estate=Estate("e1", None)))
        | {ListKind.OUTGOING: [an_outgoing("out", 9)]},
        fetched_at=LATER,
        **facts,
    )


def write(folder: Path, earlier: Snapshot | None, now: Snapshot, language: Language = SWEDISH, **choices: Any) -> Path:
    """Write a file with the lists, unless `spec` has other sheets, and the changes."""
    changes = find_changes(earlier, now) if earlier else None
    content = choices.pop("content", ChangesContent(changes, SinceKind.LAST_EXPORT))
    spec = ExportSpec(**{"sheets": LISTS_ONLY.sheets, **choices.pop("spec", {})})
    request = ExportRequest(folder / choices.pop("name", "rapport.xlsx"), language, spec, changes=content)
    max_rows = choices.pop("max_sheet_rows", None)
    if max_rows:
        return write_workbook(now.report, request, CancellationToken(), max_sheet_rows=max_rows).path
    return write_report(now.report, request, CancellationToken()).path


def table(path: Path, sheet: str = "Ändringar", header: list[str] = HEADER) -> list[list[Any]]:
    """Return the rows between the header and the first row without a change."""
    rows = sheet_rows(path, sheet)
    first = rows.index(header) + 1
    found = []
    for row in rows[first:]:
        if row[1] == "":
            break
        found.append(row)
    return found


def texts(path: Path, sheet: str = "Ändringar") -> str:
    return "\n".join(str(cell) for row in sheet_rows(path, sheet) for cell in row if cell != "")


def test_each_change_is_a_row_in_the_order_of_the_blocks(tmp_path: Path) -> None:
    rows = table(write(tmp_path, before(), after()))
    then, now = (moment.replace(tzinfo=None) for moment in (NOW, LATER))
    assert [row[:7] for row in rows] == [
        ["Nytt", "Utgående leads", "", "", "", "", now],
        ["Nytt", "Tips", "Status", "", "Plockad", "", now],
        ["Ändrat", "Tips", "Status", "Ny", "Klar", then, now],
        ["Ändrat", "Tips", "Bostadsstatus", "", "Till salu", then, now],
        ["Ändrat", "Inkommande leads", "Bostad", "", "kopplad", then, now],
        ["Ändrat", "Tips", "Mottagare", "Maja Forsell", "Anna Bergström", then, now],
        ["Borta", "Tips", "Status", "Ny", "", then, ""],
    ]
    assert rows[1][7:] == ["Säljer åt Eva Lund", "Johan Öberg", "Maja Forsell", "Norrby Solna", "new"]


def test_the_sheet_stands_after_the_list_of_actions_and_says_since_when(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after(), spec={"sheets": frozenset(SheetKey)})
    with ZipFile(path) as book:
        names = book.read("xl/workbook.xml").decode()
    assert names.index("Handlingslista") < names.index("Ändringar") < names.index("Inkommande leads")
    text = texts(path)
    assert "Sedan 2026-11-24 14:05, senaste exporten" in text
    assert "Borta: borttagen eller flyttad" in text
    assert "Sedan 2026-11-24 14:05, senaste exporten" in texts(path, "Om rapporten")


def test_the_counts_stand_above_the_table(tmp_path: Path) -> None:
    rows = sheet_rows(write(tmp_path, before(), after()), "Ändringar")
    [names] = [row for row in rows if "Tagna om hand" in row]
    counts = rows[rows.index(names) + 1]
    lines = rows[rows.index(names) + 2]
    assert {name: count for name, count in zip(names, counts, strict=True) if name} == {
        "Nya leads": 1,
        "Nya tips": 1,
        "Tagna om hand": 1,
        "→ Intag": 1,
        "→ Sålt": 0,
        "Avböjda": 0,
        "Borta": 1,
    }
    assert [line for line in lines if line] == ["1 tips", "1 tips", "1 tips"]


def test_in_english(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after(), ENGLISH)
    rows = table(path, "Changes", ENGLISH_HEADER)
    assert {row[0] for row in rows} == {"New", "Changed", "Gone"}
    [header, *_] = calamine_rows(path, "Tips")
    assert header[1] == "Change"


def test_the_lists_have_a_column(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after())
    header, *rows = calamine_rows(path, "Tips")
    assert header[1] == "Ändring"
    column = header.index("Id")
    assert {row[column]: row[1] for row in rows} == {
        "new": "Nytt",
        "state": "Ändrat",
        "estate": "Ändrat",
        "receiver": "Ändrat",
        "same": "",
    }
    assert [row[1] for row in calamine_rows(path, "Utgående leads")] == ["Ändring", "Nytt"]


def test_csv_files_have_the_column_too(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after(), name="rapport.zip")
    with ZipFile(path) as files:
        header, first, *_ = files.read("Tips.csv").decode("utf-8-sig").splitlines()
        about = files.read("Om rapporten.txt").decode()
    assert header.split(";")[1] == "Ändring"
    assert first.split(";")[1] == "Nytt"
    assert "Ändringar: Sedan 2026-11-24 14:05" in about


def test_without_an_earlier_report_the_sheet_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, None, after())
    assert table(path) == []
    assert "Det finns ingen tidigare sparad rapport att jämföra med." in texts(path)
    assert "Ändring" not in calamine_rows(path, "Tips")[0]


def test_nothing_changed(tmp_path: Path) -> None:
    same = a_snapshot(tips(a_tip()), fetched_at=LATER)
    path = write(tmp_path, a_snapshot(tips(a_tip())), same)
    assert table(path) == []
    assert "Inget har ändrats sedan 2026-11-24 14:05." in texts(path)


def test_what_cannot_be_compared_is_named_below_the_table(tmp_path: Path) -> None:
    now = a_snapshot({SOLNA: tips(a_tip("a", 2)), VASASTAN: {}}, fetched_at=LATER)
    earlier = a_snapshot({SOLNA: tips(a_tip("b", 5))}, first_day=date(2026, 11, 4))
    text = texts(write(tmp_path, earlier, now))
    assert "1–3 nov 2026, Norrby Solna: saknas i rapporten från 2026-11-24 14:05." in text
    assert "1–30 nov 2026, Norrby Vasastan: saknas i rapporten från 2026-11-24 14:05." in text
    assert text.index("Allt kan inte jämföras") < text.index("Sågs senast") < text.index("Kan inte jämföras")


@pytest.mark.parametrize("problem", list(ChangesProblem))
def test_a_problem_stands_on_the_sheet_about_the_report(tmp_path: Path, problem: ChangesProblem) -> None:
    content = ChangesContent(None, SinceKind.LAST, problem)
    path = write(tmp_path, None, after(), content=content)
    assert content.problem_text(SWEDISH) in texts(path, "Om rapporten")
    assert content.problem_text(SWEDISH) in texts(path)


def test_saving_alone_gives_no_sheet_and_no_column(tmp_path: Path) -> None:
    path = write(tmp_path, None, after(), content=ChangesContent(None, SinceKind.LAST, is_compared=False))
    with ZipFile(path) as book:
        assert "Ändringar" not in book.read("xl/workbook.xml").decode()


def test_anonymised_there_are_no_ids_and_no_contacts(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after(), spec={"is_anonymised": True})
    rows = table(path)
    assert {row[11] for row in rows} == {""}
    assert rows[1][7] == "Säljer åt …"
    assert "Lund" not in texts(path)
    assert calamine_rows(path, "Tips")[0][1] == "Ändring"


def test_only_the_chosen_sheets_are_written_and_the_changes(tmp_path: Path) -> None:
    path = write(tmp_path, before(), after(), spec={"sheets": frozenset({SheetKey.TIPS})})
    assert len(table(path)) == 7


def test_a_long_table_goes_on_another_sheet(tmp_path: Path) -> None:
    now = a_snapshot(tips(*(a_tip(str(number)) for number in range(60))), fetched_at=LATER)
    path = write(tmp_path, a_snapshot(), now, spec={"sheets": frozenset({SheetKey.OUTGOING})}, max_sheet_rows=40)
    assert len(table(path)) + len(table(path, "Ändringar (2)")) == 60


def test_formulas_and_dates_of_other_centuries_stay_text(tmp_path: Path) -> None:
    now = a_snapshot(tips(a_tip("=1+1", title="=HYPERLINK(1)")), fetched_at=datetime(2026, 12, 1, tzinfo=NOW.tzinfo))
    [row] = table(write(tmp_path, a_snapshot(), now))
    assert (row[7], row[11]) == ("=HYPERLINK(1)", "=1+1")


def test_a_row_without_id_is_uncertain(tmp_path: Path) -> None:
    path = write(tmp_path, a_snapshot(), a_snapshot(tips(a_tip(None)), fetched_at=LATER))
    [row] = table(path)
    assert row[11] == "osäker"
    assert "Osäker: raden saknar id" in texts(path)


def test_the_meeting_begins_with_what_has_changed(tmp_path: Path) -> None:
    only = {"sheets": frozenset({SheetKey.MEETING})}
    rows = calamine_rows(write(tmp_path, before(), after(), spec=only), "Mötesblad")
    band = str(rows[3][0])
    assert band.strip().startswith("Sedan 2026-")
    assert "nya leads" in band
    assert "1 taget om hand" in band
    assert not any(calamine_rows(write(tmp_path, None, after(), spec=only), "Mötesblad")[3][:12])


def offices_sheet(folder: Path, *, by_person: bool = False, **spec: Any) -> list[list[Any]]:
    """Write a workbook of three fetches, and return the block of the sheet Per kontor."""
    states = (("New", "New"), ("New", "Done"), ("New", "Done"))
    fetches = [
        a_snapshot(
            leads(a_lead("l1", 24, state=one), a_lead("l2", 24, state=two)), fetched_at=NOW + timedelta(hours=number)
        )
        for number, (one, two) in enumerate(states)
    ]
    times = find_handling_times(fetches[:-1], fetches[-1], by_person=by_person)
    changes = find_changes(fetches[0], fetches[-1])
    content = ChangesContent(changes, SinceKind.LAST, times=times)
    spec = {"sheets": frozenset({SheetKey.OFFICES}), **spec}
    rows = sheet_rows(write(folder, fetches[0], fetches[-1], content=content, spec=spec), "Per kontor")
    titles = [row[0] for row in rows]
    if "Tid till hantering" not in titles:
        return []
    first = titles.index("Tid till hantering") + 2
    return [row[:4] for row in rows[first : first + 3]]


def test_the_sheet_of_offices_tells_how_long_handling_took(tmp_path: Path) -> None:
    head, office, after_it = offices_sheet(tmp_path)
    assert head == ["Kontor", "Minst–högst", "Hanterade", "Väntar ännu"]
    assert office == ["Norrby Solna", "6–7 tim", 1, 1]
    assert after_it[0] == ""


def test_what_the_times_of_handling_mean_stands_on_one_line_of_the_page(tmp_path: Path) -> None:
    offices_sheet(tmp_path)
    [path] = tmp_path.rglob("*.xlsx")
    sheet = openpyxl_sheet(path, "Per kontor")
    [title] = [row[0].row for row in sheet.iter_rows() if row[0].value == "Tid till hantering"]
    note = sheet.cell(title + 1, 1)
    assert str(note.value).startswith("Median")
    assert not note.alignment.wrap_text, "it would be cut by the width of the first column"


def test_persons_follow_their_office_if_they_are_told(tmp_path: Path) -> None:
    person = offices_sheet(tmp_path, by_person=True)[2]
    assert [str(person[0]).strip(), *person[1:]] == ["Maja Forsell", "6–7 tim", 1, 1]


def test_an_anonymised_file_never_tells_how_long_handling_took(tmp_path: Path) -> None:
    assert offices_sheet(tmp_path, by_person=True, is_anonymised=True) == []


def test_nothing_changed_is_said_only_of_what_can_be_compared(tmp_path: Path) -> None:
    same = a_snapshot({SOLNA: tips(a_tip()), VASASTAN: {}}, fetched_at=LATER)
    path = write(tmp_path, a_snapshot(tips(a_tip())), same, spec={"sheets": frozenset({SheetKey.MEETING})})
    assert "Inget har ändrats sedan 2026-11-24 14:05 i det som kan jämföras." in texts(path)
    assert "Allt kan inte jämföras." in texts(path, "Mötesblad")
