"""The parts of the package, against the rules that make Excel ask to repair a file."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.export.making import write
from tests.export.sample import CHART, MAIN, charts_by_sheet, sample_report, xml_parts

# The order of a sheet's parts, of a chart's, and of its axes' and series', as ECMA-376 prescribes them.
SHEET_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations "
    "hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems "
    "tableParts extLst"
)
CHART_ORDERS = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark "
    "tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "Måndagsmötet.xlsx"
    write(sample_report(), path)
    return path


def local_names(part: Any) -> list[str]:
    return [element.tag.rpartition("}")[2] for element in part]


def assert_in_order(names: list[str], order: list[str]) -> None:
    places = [order.index(name) for name in names]
    assert places == sorted(places), names


def test_every_part_is_well_formed_and_told_of(target: Path) -> None:
    parts = xml_parts(target)
    contents = parts["[Content_Types].xml"]
    named = {element.get("PartName") for element in contents if element.get("PartName")}
    assert named == {f"/{name}" for name in parts if not name.endswith(".rels")} - {"/[Content_Types].xml"}


def test_every_relation_leads_to_a_part(target: Path) -> None:
    with ZipFile(target) as archive:
        names = set(archive.namelist())
    for name, part in xml_parts(target).items():
        if not name.endswith(".rels"):
            continue
        folder = name.rpartition("_rels/")[0]
        for relation in part:
            found = relation.get("Target")
            assert (found[1:] if found.startswith("/") else folder + found) in names


def test_the_elements_of_each_sheet_stand_in_their_order(target: Path) -> None:
    sheets = {name: part for name, part in xml_parts(target).items() if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 10
    for part in sheets.values():
        assert_in_order(local_names(part), SHEET_ORDER.split())


def test_the_elements_of_each_chart_stand_in_their_order(target: Path) -> None:
    charts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(map(len, charts_by_sheet(target).values()))
    for part in charts:
        for element in part.iter():
            name = element.tag.removeprefix(CHART)
            if name in CHART_ORDERS:
                assert_in_order(local_names(element), CHART_ORDERS[name].split())


def test_merged_cells_and_tables_touch_nothing_of_each_other(target: Path) -> None:
    for name, part in xml_parts(target).items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        seen: set[tuple[str, int]] = set()
        for merged in part.iter(f"{MAIN}mergeCell"):
            cells = set(cells_of(merged.get("ref")))
            assert not cells & seen
            seen |= cells


def cells_of(reference: str) -> list[tuple[str, int]]:
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", reference)
    assert match
    first, row, last, last_row = match.groups()
    assert row == last_row
    return [(chr(code), int(row)) for code in range(ord(first), ord(last) + 1)]


def test_tables_have_ids_and_names_of_their_own(target: Path) -> None:
    tables = [part for name, part in xml_parts(target).items() if name.startswith("xl/tables/")]
    assert len(tables) == 4
    for attribute in ("id", "name", "displayName"):
        assert len({part.get(attribute).casefold() for part in tables}) == 4
    for part in tables:
        columns = [column.get("name") for column in part.iter(f"{MAIN}tableColumn")]
        assert len({name.casefold() for name in columns}) == len(columns)
        assert part.find(f"{MAIN}autoFilter").get("ref") == part.get("ref")


def test_each_cell_stands_once_and_in_order(target: Path) -> None:
    for name, part in xml_parts(target).items():
        if name.startswith("xl/worksheets/sheet"):
            rows = [int(row.get("r")) for row in part.iter(f"{MAIN}row")]
            assert rows == sorted(set(rows))
