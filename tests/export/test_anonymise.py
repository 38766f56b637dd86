"""Anonymised files contain no contact and no message."""

import re
import time
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.export.factories import (
    SWEDISH,
    about_text,
    calamine_rows,
    column_index,
    openpyxl_sheet,
    report,
    row,
    sheet_rows,
    write,
)
from tests.export.sample_workbook import sample_report
from tests.helpers.examples import slow_examples
from vitec_desktop.export.anonymise import PARTICLES, AnonymousRows, remaining_column_indexes
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.export_spec import ExportRequest, ExportSpec, ListContent
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Report, Row
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.errors import AccessRefused, NotAReport, NotAReportReason, RequestRefused
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer
from vitec_desktop.webservice.result import DamagedPart, FailedPart, RequestPart

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
    assert "utan kontakter, meddelanden och id" in parts_text(path)


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
    assert first[3] == one.tables[ListKind.TIPS][0][column_index(ListKind.TIPS, "sender.name")]
    meeting = calamine_rows(tmp_path / "r.xlsx", "Mötesblad")
    assert "anonymiserad" in meeting[1][0]
    head = next(number for number, line in enumerate(meeting) if "Kontakt" in line)
    assert {line[meeting[head].index("Kontakt")] for line in meeting[head + 1 :]} == {""}
    about = about_text(tmp_path / "r.xlsx")
    assert "Medarbetarnas namn är kvar." in about
    [table] = openpyxl_sheet(tmp_path / "r.xlsx", "Tips").tables.values()
    assert table.column_names == sheet_rows(tmp_path / "r.xlsx", "Tips")[0]


def test_the_statistics_are_the_same(tmp_path: Path) -> None:
    one = secret_report()
    write(one, tmp_path / "a.xlsx")
    write(one, tmp_path / "b.xlsx", spec=ExportSpec(is_anonymised=True))
    for sheet in ("Topplista", "Per kontor", "Per månad"):
        whole, anonymous = (calamine_rows(tmp_path / name, sheet) for name in ("a.xlsx", "b.xlsx"))
        assert whole[4:] == anonymous[4:]
    whole, anonymous = (calamine_rows(tmp_path / name, "Mötesblad") for name in ("a.xlsx", "b.xlsx"))
    end = next(number for number, line in enumerate(whole) if str(line[0]).startswith("Obehandlade"))
    assert whole[4:end] == anonymous[4:end]


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


HEADINGS = [
    ("Fru Lund vill sälja", "Eva", "Berg-Lund", "Fru … vill sälja"),
    ("Eva Berg–Lunds villa", "Eva", "Berg-Lund", "… villa"),
    ("Eva\u00a0 BERG vill sälja", "Eva", "Berg-Lund", "… vill sälja"),
    ("A\u030asas villa", "Åsa", "Ek", "… villa"),
    ("Åsas villa", "A\u030asa", "Ek", "… villa"),
    ("Asas villa", "Åsa", "Ek", "Asas villa"),
    ("Pat O’Briens hus", "Pat", "O'Brien", "… hus"),
    ("An\u200bna söker", "Anna", "Ek", "… söker"),
    ("eva_berg@example.com söker", "Eva", "Berg", "… söker"),
    ("www.example.com/eva_berg", "Eva", "Berg", "www.example.com/…"),
    ("王伟的别墅", "伟", "王", "…的别墅"),
    ("Fru Ö på en ö", "Li", "Ö", "Fru … på en ö"),
    ("Von Sydow ser det von oben", "Max", "von Sydow", "Von … ser det von oben"),
    ("Villa i Lundby, Annaberg", "Anna", "Berg-Lund", "Villa i Lundby, Annaberg"),
    ("Lägenhet i Lund", "Anna", "Ek", "Lägenhet i Lund"),
]


@pytest.mark.parametrize(("title", "first", "last", "expected"), HEADINGS)
def test_a_contact_is_masked_however_it_is_written_and_ordinary_words_stay(
    title: str, first: str, last: str, expected: str
) -> None:
    assert masked(title, first, last) == expected
    for form in ("NFC", "NFD"):
        assert fold(masked(unicodedata.normalize(form, title), first, last)) == fold(expected)


@pytest.mark.parametrize(
    "text",
    [
        "070-123 45 67",
        "070 - 123 45 67",
        "08–123 45 67",
        "(08) 123 45 67",
        "08/123 456 78",
        "070.123.45.67",
        "0701234567",
        "70-123 45 67",
        "+46 (0)70-123 45 67",
        "0046701234567",
        "+358 40 1234567",
        "800101-1234",
        "19800101-1234",
        "198001011234",
        "800101+1234",
        "19800101 1234",
        "800101 1234",
        "800161 1234",
        "800101-XXXX",
        "någon@example.com",
        "na.me+x@mail.example.co.uk",
        "någon (at) example.com",
        "någon (a) example.com",
        "någon snabel-a example.com",
        "någon＠example.com",
    ],
)
def test_whatever_reaches_a_person_is_masked(text: str) -> None:
    assert masked(f"Ring {text} i dag") == "Ring … i dag"


@pytest.mark.parametrize("part", ["a", "1-", "0", "+", "a@", "a(a)b", "snabela", "Anna "])
def test_a_long_text_takes_as_long_as_its_parts(part: str) -> None:
    def measure(length: int) -> float:
        text = part * (length // len(part))
        began = time.process_time()
        masked(text)
        return time.process_time() - began

    # Four times as long where the time grows with the length, sixteen times with its square; some rounds are disturbed.
    assert any(measure(8_000) < 9 * measure(2_000) for _ in range(5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("070-1234567,070-7654321", "…,…"),
        ("Tfn070-1234567", "Tfn…"),
        ("Tfn+46 70 123 45 67", "Tfn…"),
        ("Ring henne.070-1234567", "Ring henne.…"),
        ("Mobil:070-1234567;08-12345678", "Mobil:…;…"),
    ],
)
def test_a_number_is_masked_whatever_it_is_written_against(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pris 1 500 000 kr",
        "Villa (a) och (b)",
        "Referens 123456 7890",
        "12.01.2026 och 2026-01-15",
        "Index 1.0701234",
        "ca 1 000 000-1 200 000 kr",
        "12 500 000",
        "Visning 2026-11-28 08.30-10.00",
        "Tillträde 07-11-2026",
        "4 rok, 85 kvm, 0,5 ha tomt",
        "Storgatan 12 B, 171 42 Solna",
        "Objekt 12345678",
        "Avgift 4 500 kr/mån",
    ],
)
def test_prices_days_and_addresses_of_homes_are_not_masked(text: str) -> None:
    assert masked(text) == text


def masked(title: str, first: str = "Kunigunda", last: str = "Xylander") -> str:
    one = row(
        ListKind.TIPS,
        0,
        tip_title=title,
        contact=f"{first} {last}",
        contact_firstName=first,
        contact_lastName=last,
    )
    return str(AnonymousRows(ListKind.TIPS, [one])[0][column_index(ListKind.TIPS, "tip.title")])


NAMES = st.text(st.sampled_from("åäöéłşñüabkzÅÄÖÉŁŞÑÜABKZ"), min_size=2, max_size=8).filter(
    lambda name: fold(name) not in PARTICLES
)


@pytest.mark.slow
@slow_examples()
@given(NAMES, NAMES, st.sampled_from("-–’' "), st.data())
def test_no_part_of_an_anonymised_file_names_a_contact_in_any_composition(
    first: str, last: str, joint: str, data: st.DataObject
) -> None:
    def respelled(name: str) -> str:
        name = data.draw(st.sampled_from((name, name.upper(), name.lower())))
        return data.draw(st.sampled_from((name, *(unicodedata.normalize(form, name) for form in ("NFC", "NFD")))))

    def titled(kind: ListKind) -> Row:
        title = f"Hos {respelled(first)} {respelled(last)}s, {respelled(last)}_{respelled(first)}@example.com"
        key = "tip_title" if kind is ListKind.TIPS else "lead_title"
        double = f"{last}{joint}Qvist"
        names = {"contact": f"{first} {double}", "contact_firstName": first, "contact_lastName": double}
        return row(kind, 0, **names, **{key: title})

    text = anonymised_text(report({kind: [titled(kind)] for kind in ListKind}))
    assert text.count("hos …") >= 2 * len(ListKind)
    for name in (f"hos {fold(first)}", f"{fold(last)}s", fold(f"{last}_{first}")):
        assert has_word(text, name) == has_word(own_words(), name)


def anonymised_text(one: Report) -> str:
    """Return the text of a workbook and of CSV files, folded."""
    spec = ExportSpec(is_anonymised=True)
    with TemporaryDirectory() as folder:
        write(one, Path(folder, "r.xlsx"), spec=spec)
        write_csv(one, ExportRequest(Path(folder, "r.zip"), SWEDISH, spec), CancellationToken())
        return fold("\n".join(parts_text(Path(folder, name)) for name in ("r.xlsx", "r.zip")))


@cache
def own_words() -> str:
    """Return what such files say without a contact: "bas" is a word there, and somebody can be called Ba."""
    return anonymised_text(report({kind: [row(kind, 0)] for kind in ListKind}))


def has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){word}(?!\w)", text) is not None


def test_exactly_contacts_messages_and_ids_are_removed() -> None:
    for kind, columns in COLUMNS.items():
        left_out = {column.key for number, column in enumerate(columns) if number not in remaining_column_indexes(kind)}
        message = "tip.message" if kind is ListKind.TIPS else "lead.message"
        ids = {column.key for column in columns if column.kind is ColumnKind.IDENTIFIER}
        assert len(ids) > 3
        assert left_out == {"contact", "contact.firstName", "contact.lastName", message} | ids


def test_no_customer_s_id_is_in_an_anonymised_file_nor_in_what_the_service_said(tmp_path: Path) -> None:
    one = secret_report()
    days = one.scope.first_day, one.scope.last_day
    customers = (*one.scope.customers, Customer("M30013", "Norrby M30013"), Customer("M30014", "M30014"))
    failed = (
        FailedPart(RequestPart("a", customers[1], *days), RequestRefused(("Customer m30012 is unknown.",))),
        FailedPart(RequestPart("a", customers[2], *days), AccessRefused("M30013")),
        FailedPart(RequestPart("a", customers[3], date(2026, 10, 9), days[1]), NotAReport(NotAReportReason.HTML)),
    )
    damaged = (DamagedPart(RequestPart("a", customers[3], *days), 2),)
    one = replace(one, scope=replace(one.scope, customers=customers), failed_parts=failed, damaged_parts=damaged)
    spec = ExportSpec(is_anonymised=True)
    for name in ("r.xlsx", "r.zip"):
        write(one, tmp_path / name)
        ids = {customer.id.casefold() for customer in customers}
        assert {one for one in ids if one in parts_text(tmp_path / name)} == ids
        (tmp_path / name).unlink()
        if name == "r.xlsx":
            write(one, tmp_path / name, spec=spec)
        else:
            write_csv(one, ExportRequest(tmp_path / name, SWEDISH, spec), CancellationToken())
        text = parts_text(tmp_path / name)
        assert not [one for one in ids if one in text]
        assert "customer … is unknown." in text
        for office in ("norrby solna", "kontor 2", "norrby …", "kontor 4"):
            assert office in text
    write(replace(one, tables=report({}).tables), tmp_path / "r.xlsx", spec=spec)
    assert "Kontor 2   saknas" in [line[0] for line in calamine_rows(tmp_path / "r.xlsx", "Mötesblad")]


def test_an_anonymised_report_of_one_office_without_a_name_has_no_id_as_its_title(tmp_path: Path) -> None:
    one = report({})
    write(
        replace(one, scope=replace(one.scope, customers=one.scope.customers[1:])),
        tmp_path / "r.xlsx",
        spec=ExportSpec(is_anonymised=True),
    )
    assert calamine_rows(tmp_path / "r.xlsx", "Mötesblad")[0][0] == "Kontor 1"
    assert "m30012" not in parts_text(tmp_path / "r.xlsx")


def test_the_report_itself_is_not_changed(tmp_path: Path) -> None:
    one = secret_report()
    copy = replace(one)
    write(one, tmp_path / "r.xlsx", spec=ExportSpec(is_anonymised=True))
    assert one == copy
