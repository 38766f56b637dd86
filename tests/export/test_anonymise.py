"""Anonymised files contain no contact and no message."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.export.factories import SWEDISH, calamine_rows, column_index, openpyxl_book, report, row, write
from tests.export.sample_workbook import sample_report
from vitec_desktop.export.anonymise import AnonymousRows, remaining_column_indexes
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, ListContent
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Report
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.models import ListKind

SECRETS = ("Kunigunda", "Xylander", "KON-4711", "hemligt-meddelande")


def secret_report() -> Report:
    tables = {
        kind: [
            row(
                kind,
                number,
                contact="Kunigunda Xylander",
                contact_firstName="Kunigunda",
                contact_lastName="Xylander",
                contact_id="KON-4711",
                **{
                    f"{'tip' if kind is ListKind.TIPS else 'lead'}_message": "ett hemligt-meddelande",
                    f"{'tip' if kind is ListKind.TIPS else 'lead'}_title": "Kunigunda XYLANDERS villa, 4711",
                },
            )
            for number in range(6)
        ]
        for kind in ListKind
    }
    return report(tables)


def parts_text(path: Path) -> str:
    with ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist()).casefold()


def shown(one: Report) -> ExportSpec:
    note = "Sökning: Kunigunda · Kontakt: Kunigunda Xylander"
    lists = {
        kind: ListContent(one.tables[kind], range(len(COLUMNS[kind])), note, "Sökning: (utelämnad)")
        for kind in ListKind
    }
    return ExportSpec(lists, is_anonymised=True)


@pytest.mark.parametrize("is_shown", [False, True], ids=["everything", "what is shown"])
def test_no_part_of_an_anonymised_workbook_contains_a_contact_or_a_message(tmp_path: Path, is_shown: bool) -> None:
    one = secret_report()
    path = tmp_path / "r.xlsx"
    write(one, path)
    assert all(secret.casefold() in parts_text(path) for secret in SECRETS)
    write(one, path, spec=shown(one) if is_shown else ExportSpec(is_anonymised=True))
    assert not [secret for secret in SECRETS if secret.casefold() in parts_text(path)]
    assert ("(utelämnad)" in parts_text(path)) == is_shown


def test_no_part_of_an_anonymised_zip_contains_a_contact_or_a_message(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    request = ExportRequest(path, SWEDISH, ExportSpec(is_anonymised=True))
    write_csv(secret_report(), request, CancellationToken())
    assert not [secret for secret in SECRETS if secret.casefold() in parts_text(path)]
    assert "utan kontakter och meddelanden" in parts_text(path)


def test_no_whole_contact_of_the_sample_service_is_left(tmp_path: Path) -> None:
    one = sample_report(date(2026, 10, 1), date(2026, 10, 12))
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(is_anonymised=True))
    text = parts_text(tmp_path / "r.xlsx")
    for kind, rows in one.tables.items():
        places = [column_index(kind, key) for key in ("contact", "contact.id")]
        places += [number for number, column in enumerate(COLUMNS[kind]) if column.key.endswith(".message")]
        for line in rows:
            for number in places:
                value = line[number]
                assert not isinstance(value, str) or len(value) < 12 or value.casefold() not in text


def test_all_other_values_are_kept(tmp_path: Path) -> None:
    one = secret_report()
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(is_anonymised=True))
    header, first, *rest = calamine_rows(tmp_path / "r.xlsx", "Tips")
    assert len(rest) == 5
    assert "Meddelande" not in header
    assert "Kontakt" not in header
    assert header[:4] == ["Skapat", "Status", "Rubrik", "Avsändare"]
    assert first[2] == "… villa, 4711"
    assert first[3] == one.tables[ListKind.TIPS][0][3]
    assert "Kontakt" not in calamine_rows(tmp_path / "r.xlsx", "Obehandlade")[16]
    assert "anonymiserad" in calamine_rows(tmp_path / "r.xlsx", "Sammanfattning")[1][0]
    [table] = openpyxl_book(tmp_path / "r.xlsx")["Tips"].tables.values()
    assert table.column_names == header


def test_the_statistics_are_the_same(tmp_path: Path) -> None:
    one = secret_report()
    write(one, tmp_path / "a.xlsx")
    write(one, tmp_path / "b.xlsx", spec=ExportSpec(is_anonymised=True))
    for sheet in ("Sammanfattning", "Topplista", "Per kontor", "Per månad"):
        whole, anonymous = (calamine_rows(tmp_path / name, sheet) for name in ("a.xlsx", "b.xlsx"))
        assert whole[4:] == anonymous[4:]


def test_a_name_within_a_longer_word_is_not_masked() -> None:
    one = row(
        ListKind.TIPS,
        0,
        tip_title="Annas kanna i Annaberg, Bo",
        contact="Anna Bo",
        contact_firstName="Anna",
        contact_lastName="Bo",
    )
    rows = AnonymousRows(ListKind.TIPS, [one])
    assert rows[0][column_index(ListKind.TIPS, "tip.title")] == "… kanna i Annaberg, …"
    assert list(rows) == [rows[0]] == list(rows[0:1])
    assert len(rows) == 1


def test_exactly_contact_and_message_columns_are_removed() -> None:
    for kind, columns in COLUMNS.items():
        left_out = {column.key for number, column in enumerate(columns) if number not in remaining_column_indexes(kind)}
        message = "tip.message" if kind is ListKind.TIPS else "lead.message"
        assert left_out == {"contact", "contact.firstName", "contact.lastName", "contact.id", message}


def test_the_report_itself_is_not_changed(tmp_path: Path) -> None:
    one = secret_report()
    copy = replace(one)
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(is_anonymised=True))
    assert one == copy
