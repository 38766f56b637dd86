"""CSV files: a spreadsheet program reads what was fetched, and all files are written or none."""

import csv
import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.export.factories import (
    ENGLISH,
    SHEETS,
    SWEDISH,
    WRITTEN_COLUMNS,
    file_index,
    report,
    row,
    written_values,
)
from tests.export.sample_workbook import missing_part
from tests.helpers.fake_winreg import windows_regional_settings
from vitec_desktop.export.csv_files import write_csv
from vitec_desktop.export.errors import FolderMissing, FolderNotWritable, TargetExists, TargetIsFolder
from vitec_desktop.export.export_spec import ExportRequest, ExportResult, ExportSpec, ListContent, SheetKey
from vitec_desktop.export.progress import OnProgress, ignore_progress
from vitec_desktop.report.formatting import column_heading, display_text
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report
from vitec_desktop.storage import atomic_file
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.models import ListKind

FILES = ["Inkommande leads.csv", "Utgående leads.csv", "Tips.csv", "Om rapporten.txt"]
MARK = b"\xef\xbb\xbf"
TITLE = file_index(ListKind.TIPS, "tip.title")


def write(
    one: Report,
    target: Path,
    language: Language = SWEDISH,
    cancellation: CancellationToken | None = None,
    on_progress: OnProgress = ignore_progress,
    **fields: Any,
) -> ExportResult:
    """Write CSV files; `fields` are those of the ExportRequest."""
    request = ExportRequest(target, language, program_version="1.2.3", **fields)
    return write_csv(one, request, cancellation or CancellationToken(), on_progress)


def rows_of(data: bytes, delimiter: str = ";") -> list[list[str]]:
    assert data.startswith(MARK)
    return list(csv.reader(io.StringIO(data[3:].decode("utf-8"), newline=""), delimiter=delimiter))


def in_zip(path: Path, name: str) -> bytes:
    with ZipFile(path) as archive:
        return archive.read(name)


def as_text(kind: ListKind, one: tuple[Any, ...]) -> list[str]:
    return [
        value.isoformat(" ", "seconds") if isinstance(value, datetime) else display_text(column, value, SWEDISH)
        for column, value in written_values(kind, one)
    ]


def test_a_zip_contains_the_three_lists_and_a_text_about_the_report(tmp_path: Path) -> None:
    one = report()
    written = write(one, tmp_path / "r.zip")
    with ZipFile(tmp_path / "r.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == FILES
    assert written.rows == {kind: len(one.tables[kind]) for kind in ListKind}
    for kind, name in SHEETS.items():
        header, *rows = rows_of(in_zip(tmp_path / "r.zip", f"{name}.csv"))
        assert header == [column_heading(column, SWEDISH) for column in WRITTEN_COLUMNS[kind]]
        assert rows == [as_text(kind, line) for line in one.tables[kind]]


def test_the_files_of_a_zip_are_compressed_and_have_the_current_time(tmp_path: Path) -> None:
    before = datetime.now().replace(microsecond=0) - timedelta(seconds=2)  # a zip counts in steps of two seconds
    write(report(), tmp_path / "r.zip")
    with ZipFile(tmp_path / "r.zip") as archive:
        parts = archive.infolist()
    assert all(datetime(*part.date_time) >= before for part in parts)
    assert {part.compress_type for part in parts} == {ZIP_DEFLATED}


def test_a_folder_contains_the_same_files_as_a_zip(tmp_path: Path) -> None:
    write(report(), tmp_path / "r.zip")
    written = write(report(), tmp_path / "Tips och leads")
    assert written.path == tmp_path / "Tips och leads"
    assert sorted(path.name for path in written.path.iterdir()) == sorted(FILES)
    for name in FILES:
        assert (written.path / name).read_bytes() == in_zip(tmp_path / "r.zip", name)


def test_english_fields_are_separated_by_commas(tmp_path: Path) -> None:
    write(report(), tmp_path / "r.zip", ENGLISH)
    with ZipFile(tmp_path / "r.zip") as archive:
        name = archive.namelist()[2]
    assert len(rows_of(in_zip(tmp_path / "r.zip", name), ",")[0]) == len(WRITTEN_COLUMNS[ListKind.TIPS])


@pytest.mark.parametrize(
    ("settings", "delimiter"),
    [
        ({"sList": ";", "sDecimal": ","}, ";"),
        ({"sList": ",", "sDecimal": "."}, ","),
        ({"sList": "|", "sDecimal": "."}, "|"),
        ({"sList": "\t", "sDecimal": "."}, "\t"),
        ({"sList": ",", "sDecimal": ","}, ";"),  # as Excel does
        ({"sList": "ab"}, ";"),
        ({"sList": '"'}, ";"),
        ({"sList": 7}, ";"),
        ({}, ";"),
    ],
)
def test_on_windows_fields_are_separated_by_the_users_list_separator(
    tmp_path: Path, settings: dict[str, object], delimiter: str
) -> None:
    title = f"a{delimiter}b"
    with windows_regional_settings(**settings):
        write(report({ListKind.TIPS: [row(ListKind.TIPS, 0, tip_title=title)]}), tmp_path / "r.zip")
    header, line = rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"), delimiter)
    assert len(header) == len(WRITTEN_COLUMNS[ListKind.TIPS])
    assert line[TITLE] == title


@pytest.mark.parametrize(
    "payload", ["=1+1", "+46 8 12", "-2+3", "@SUM(1)", "\t=1", "\n=1", "\r=1", "＝1+1", "\u00a0=1", "\u200b=1"]
)
def test_a_text_like_a_formula_gets_an_apostrophe(tmp_path: Path, payload: str) -> None:
    write(report({ListKind.TIPS: [row(ListKind.TIPS, 0, tip_title=payload)]}), tmp_path / "r.zip")
    text = rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"))[1][TITLE]
    assert text == "'" + payload.replace("\r", "\n")


def test_delimiters_quotes_and_line_ends_are_quoted(tmp_path: Path) -> None:
    title = 'a;b,"c"\nd'
    write(report({ListKind.TIPS: [row(ListKind.TIPS, 0, tip_title=title)]}), tmp_path / "r.zip")
    assert rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"))[1][TITLE] == title


NASTY = st.text(st.one_of(st.characters(), st.sampled_from("=+-@;,\"'\r\n\t\x00\ud800")), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NASTY, min_size=1, max_size=6))
def test_any_text_is_read_back_and_none_begins_like_a_formula(tmp_path: Path, texts: list[str]) -> None:
    tips = [row(ListKind.TIPS, 0, tip_title=text) for text in texts]
    write(report({ListKind.TIPS: tips}), tmp_path / "r.zip")
    lines = rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"))[1:]
    assert len(lines) == len(texts)
    for line, text in zip(lines, texts, strict=True):
        assert line[TITLE][:1] not in tuple("=+-@\t\r\n")
        plain = line[TITLE].removeprefix("'")
        assert len(plain) == len(text.removeprefix("'").replace("\r\n", "\n"))


def test_the_text_beside_the_lists_says_that_the_report_is_incomplete(tmp_path: Path) -> None:
    one = report()
    write(replace(one, failed_parts=(missing_part(one),)), tmp_path / "r.zip")
    text = in_zip(tmp_path / "r.zip", "Om rapporten.txt")
    assert text.startswith(MARK)
    words = text.decode("utf-8-sig")
    assert "Rapporten är inte komplett." in words
    assert "Saknas: M30012, augusti–september 2026" in words
    assert "403" in words
    assert "Tips, antal rader: 4" in words
    assert "Program: Vitec Desktop 1.2.3" in words
    assert "Så räknas siffrorna" in words


def test_only_the_chosen_lists_are_written(tmp_path: Path) -> None:
    one = report()
    shown = {kind: ListContent(rows[:1], [0, 3]) for kind, rows in one.tables.items()}
    write(one, tmp_path / "r.zip", spec=ExportSpec(shown, frozenset({SheetKey.TIPS, SheetKey.MEETING})))
    with ZipFile(tmp_path / "r.zip") as archive:
        assert archive.namelist() == ["Tips.csv", "Om rapporten.txt"]
    assert rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"))[0] == ["Skapat", "Rubrik"]


def test_an_empty_report_has_headings_only(tmp_path: Path) -> None:
    write(report({}), tmp_path / "r.zip")
    assert len(rows_of(in_zip(tmp_path / "r.zip", "Tips.csv"))) == 1


# All files or none ------------------------------------------------------------------------------------------------


def cancelling(cancellation: CancellationToken) -> Callable[[int, int], None]:
    return lambda done, total: cancellation.cancel() if done else None


def many() -> Report:
    return report({ListKind.TIPS: [row(ListKind.TIPS, number) for number in range(2000)]})


@pytest.mark.parametrize("name", ["r.zip", "mapp"])
def test_a_cancelled_export_leaves_no_file(tmp_path: Path, name: str) -> None:
    cancellation = CancellationToken()
    with pytest.raises(Cancelled):
        write(many(), tmp_path / name, cancellation=cancellation, on_progress=cancelling(cancellation))
    assert not list(tmp_path.iterdir())


def test_existing_files_are_unchanged_after_a_cancelled_export(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    for name in ("Tips.csv", "annat.txt"):
        (folder / name).write_text("gammalt")
    cancellation = CancellationToken()
    with pytest.raises(Cancelled):
        write(many(), folder, cancellation=cancellation, on_progress=cancelling(cancellation))
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"Tips.csv": "gammalt", "annat.txt": "gammalt"}


def test_replaced_files_are_restored_when_a_later_one_cannot_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    (folder / FILES[0]).write_text("gammalt")
    replace = os.replace

    def fail_late(source: Path, target: Path) -> None:
        if target.name == FILES[2]:
            raise PermissionError(13, os.strerror(13))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_late)
    monkeypatch.setattr(atomic_file, "RETRY_DELAYS", ())
    with pytest.raises(FolderNotWritable):
        write(report(), folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {FILES[0]: "gammalt"}


def test_other_files_in_the_folder_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "mapp"
    folder.mkdir()
    (folder / "Tips.csv").write_text("gammalt")
    (folder / "annat.txt").write_text("annat")
    write(report(), folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES, "annat.txt"])
    assert (folder / "Tips.csv").read_bytes().startswith(MARK)


def test_existing_files_are_kept_without_overwrite(tmp_path: Path) -> None:
    write(report(), tmp_path / "r.zip")
    with pytest.raises(TargetExists):
        write(report(), tmp_path / "r.zip", overwrite=False)
    write(report(), tmp_path / "mapp")
    with pytest.raises(TargetExists):
        write(report(), tmp_path / "mapp", overwrite=False)
    (tmp_path / "fil").write_text("en fil")
    with pytest.raises(TargetExists):
        write(report(), tmp_path / "fil")
    (tmp_path / "mapp.zip").mkdir()
    with pytest.raises(TargetIsFolder):
        write(report(), tmp_path / "mapp.zip")


def test_a_missing_folder_is_an_error_before_any_file_is_created(tmp_path: Path) -> None:
    for name in ("r.zip", "mapp"):
        with pytest.raises(FolderMissing):
            write(report(), tmp_path / "borta" / name)
    assert not list(tmp_path.iterdir())
