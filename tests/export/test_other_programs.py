"""What other programs make of a workbook: a validator finds no fault, and LibreOffice saves it again without loss."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.export.factories import ENGLISH, SWEDISH, openpyxl_book, write
from tests.export.sample_workbook import CHART, FIRST_DAY, sample_report, xml_parts
from tests.helpers.debian import need_library
from tests.helpers.waiting import HANG
from vitec_desktop.export.export_spec import ExportSpec
from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.report import Report
from vitec_desktop.report.statistics import EarlierPeriods

Rows = list[list[Any]]


def compared(one: Report) -> EarlierPeriods:
    days = one.scope.first_day, one.scope.last_day
    return EarlierPeriods(sample_report(*previous_period(*days)), sample_report(*same_period_last_year(*days)))


def write_sample(target: Path, first_day: date, **fields: Any) -> None:
    one = sample_report(first_day)
    write(one, target, earlier=compared(one), **fields)


@pytest.mark.slow
@pytest.mark.parametrize("is_anonymised", [False, True])
def test_a_validator_finds_no_fault_but_the_order_within_fonts_that_openpyxl_writes(
    tmp_path: Path, is_anonymised: bool
) -> None:
    audit = need_library("openxml_audit")
    target = tmp_path / "r.xlsx"
    language = ENGLISH if is_anonymised else SWEDISH
    write_sample(
        target,
        date(2026, 10, 1),
        language=language,
        spec=ExportSpec(is_anonymised=is_anonymised),
        chain="Norrby & Söner",
    )
    found = audit.OpenXmlValidator().validate(target).errors
    # Excel moves texts to a part of their own when it saves: no fault, and quicker to write without.
    faults = [one for one in found if one.id != "Excel_InlineStrCells"]
    assert {(one.part_uri, (one.path or "").partition("/font[")[0]) for one in faults} <= {
        ("/xl/styles.xml", "/styleSheet[1]/fonts[1]")
    }, [str(one) for one in faults]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_and_saves_it_again_without_loss(tmp_path: Path) -> None:
    target, folder = tmp_path / "r.xlsx", tmp_path / "again"
    write_sample(target, FIRST_DAY)
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), str(target)], check=True, capture_output=True, timeout=HANG)
    again = folder / target.name
    before, after = all_values(target), all_values(again)
    assert list(before) == list(after)
    for name, rows in before.items():
        assert after[name] == rows, name
    assert what_is_kept(again) == what_is_kept(target)


def all_values(path: Path) -> Mapping[str, Rows]:
    """Return the values of each sheet, as far down and right as there are any; fractions as exact as Excel has them."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return {name: trimmed(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names}


def trimmed(rows: Rows) -> Rows:
    found = [[round(value, 12) if isinstance(value, float) else value for value in row] for row in rows]
    for row in found:
        while row and row[-1] == "":
            row.pop()
    while found and not found[-1]:
        found.pop()
    return found


def numbers_of(chart: Any) -> list[float]:
    """Return the numbers that a chart shows."""
    return [float(value.text) for numbers in chart.iter(f"{CHART}val") for value in numbers.iter(f"{CHART}v")]


def what_is_kept(path: Path) -> dict[str, Any]:
    """Return what a program could lose besides values, by sheet: tables, charts, formulas, breaks, choices, colours."""
    book = openpyxl_book(path)
    charts = [part for name, part in xml_parts(path).items() if name.startswith("xl/charts/chart")]
    found: dict[str, Any] = {"charts": sorted(map(numbers_of, charts))}
    for sheet in book:
        formulas = sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
        found[sheet.title] = {
            "tables": sorted(table.ref for table in sheet.tables.values()),
            "formulas": formulas,
            "breaks": sorted(one.id for one in sheet.row_breaks.brk),
            "choices": [str(one.sqref) for one in sheet.data_validations.dataValidation],
            "coloured": sorted({str(one.sqref) for one in sheet.conditional_formatting}),
            "orientation": sheet.page_setup.orientation,
            "repeated": sheet.print_title_rows,
        }
    return found
