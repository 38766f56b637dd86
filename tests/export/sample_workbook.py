"""Reports of the sample service and the charts in a written workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from defusedxml import ElementTree

from tests.report.statistics.factories import compute_statistics
from vitec_desktop.demo.service import DemoService
from vitec_desktop.report.report import Report, build_rows, sort_newest_first
from vitec_desktop.report.statistics import Statistics
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

FIRST_DAY, LAST_DAY = date(2026, 8, 1), date(2026, 10, 31)
FETCHED_AT = datetime(2026, 10, 20, 14, 5)


@cache
def sample_report(first_day: date = FIRST_DAY, last_day: date = LAST_DAY) -> Report:
    """Return a report of three months, the last of which is not over."""
    service = DemoService(today=FETCHED_AT.date())
    rows = service.rows(first_day, last_day)
    tables = {kind: tuple(sort_newest_first(build_rows(kind, rows[kind], FETCHED_AT.date()))) for kind in ListKind}
    return Report(ReportScope(service.customers, first_day, last_day), tables, FETCHED_AT)


def missing_part(report: Report) -> FailedPart:
    """Return a failed part: two months of one office."""
    customer = report.scope.customers[-1]
    return FailedPart(RequestPart("a", customer, date(2026, 8, 1), date(2026, 9, 30)), AccessRefused(customer.id))


def figures(report: Report) -> Statistics:
    return compute_statistics(report.tables, report.scope, report.fetched_at)


@dataclass(frozen=True)
class ChartPart:
    """The cells that a chart refers to, and its copies of their values."""

    sheet: str
    labels: list[Any]
    numbers: list[Any]
    label_cells: str
    number_cells: str


def xml_parts(path: Path) -> dict[str, Any]:
    """Return every XML part of a workbook, parsed, to be read only."""
    return _parse_version(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _parse_version(path: Path, modified: int) -> dict[str, Any]:
    """Return the same parts for the same version of a file."""
    with ZipFile(path) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def charts_by_sheet(path: Path) -> Mapping[str, list[ChartPart]]:
    """Return the charts of each sheet, found by following the relations of the package from the workbook."""
    parts = xml_parts(path)
    found: dict[str, list[ChartPart]] = {}
    for sheet_name, sheet_part in _sheets(parts):
        for drawing in _related(parts, sheet_part, "drawing"):
            for chart in _related(parts, drawing, "chart"):
                found.setdefault(sheet_name, []).append(_chart(sheet_name, parts[chart]))
    return found


def _sheets(parts: Mapping[str, Any]) -> list[tuple[str, str]]:
    targets = _targets(parts, "xl/workbook.xml")
    r_id = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return [(sheet.get("name"), targets[sheet.get(r_id)][1]) for sheet in parts["xl/workbook.xml"].iter(f"{MAIN}sheet")]


def _related(parts: Mapping[str, Any], part: str, kind: str) -> list[str]:
    return [target for type_, target in _targets(parts, part).values() if type_.endswith(f"/{kind}")]


def _targets(parts: Mapping[str, Any], part: str) -> dict[str, tuple[str, str]]:
    folder, _, name = part.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{name}.rels")
    if relations is None:
        return {}
    return {
        one.get("Id"): (one.get("Type"), one.get("Target").lstrip("/"))
        for one in relations.iter(f"{RELATIONS}Relationship")
    }


def _chart(sheet: str, part: Any) -> ChartPart:
    [series] = part.iter(f"{CHART}ser")
    labels, numbers = series.find(f"{CHART}cat"), series.find(f"{CHART}val")
    return ChartPart(
        sheet,
        [value.text for value in labels.iter(f"{CHART}v")],
        [int(value.text) for value in numbers.iter(f"{CHART}v")],
        next(labels.iter(f"{CHART}f")).text,
        next(numbers.iter(f"{CHART}f")).text,
    )
