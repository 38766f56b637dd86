"""The parts of the package follow the rules whose violation makes Excel repair a file."""

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineWorkbook

from tests.export.factories import ENGLISH, SWEDISH, report, write
from tests.export.sample_workbook import CHART, MAIN, charts_by_sheet, sample_report, xml_parts
from vitec_desktop.export.export_spec import ExportSpec, SheetKey
from vitec_desktop.export.xlsx import zip_writer
from vitec_desktop.report.language import Language

# The order of the elements of a sheet, a chart, its axes and its series (ECMA-376).
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
# By part name and element name.
OTHER_ORDERS = {
    ("workbook", "workbook"): "fileVersion fileSharing workbookPr workbookProtection bookViews sheets "
    "functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches",
    ("styles", "styleSheet"): "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors",
    ("styles", "xf"): "alignment protection",
    ("styles", "border"): "start end left right top bottom diagonal vertical horizontal",
    ("table", "table"): "autoFilter sortState tableColumns tableStyleInfo",
    ("drawing", "twoCellAnchor"): "from to sp grpSp graphicFrame cxnSp pic clientData",
    ("drawing", "from"): "col colOff row rowOff",
    ("drawing", "to"): "col colOff row rowOff",
    ("drawing", "graphicFrame"): "nvGraphicFramePr xfrm graphic",
    ("sheet", "worksheet"): SHEET_ORDER,
    ("sheet", "sheetView"): "pane selection",
    ("sheet", "c"): "f v is",
    ("chart", "plotArea"): "layout barChart catAx valAx dTable spPr",
    ("chart", "spPr"): "xfrm custGeom prstGeom noFill solidFill gradFill blipFill pattFill grpFill ln",
    ("chart", "txPr"): "bodyPr lstStyle p",
    ("chart", "numRef"): "f numCache",
    ("chart", "strRef"): "f strCache",
    ("chart", "numCache"): "formatCode ptCount pt",
    ("chart", "strCache"): "ptCount pt",
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


def test_every_part_is_well_formed_and_has_a_content_type(target: Path) -> None:
    parts = xml_parts(target)
    contents = parts["[Content_Types].xml"]
    named = {element.get("PartName") for element in contents if element.get("PartName")}
    assert named == {f"/{name}" for name in parts if not name.endswith(".rels")} - {"/[Content_Types].xml"}


def test_every_relation_has_a_target_part(target: Path) -> None:
    with ZipFile(target) as archive:
        names = set(archive.namelist())
    for name, part in xml_parts(target).items():
        if not name.endswith(".rels"):
            continue
        folder = name.rpartition("_rels/")[0]
        for relation in part:
            found = relation.get("Target")
            assert (found[1:] if found.startswith("/") else folder + found) in names


def test_the_elements_of_each_sheet_are_in_order(target: Path) -> None:
    sheets = {name: part for name, part in xml_parts(target).items() if name.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 10
    for part in sheets.values():
        assert_in_order(local_names(part), SHEET_ORDER.split())


def test_the_elements_of_each_chart_are_in_order(target: Path) -> None:
    charts = [part for name, part in xml_parts(target).items() if name.startswith("xl/charts/chart")]
    assert len(charts) == sum(map(len, charts_by_sheet(target).values()))
    for part in charts:
        for element in part.iter():
            name = element.tag.removeprefix(CHART)
            if name in CHART_ORDERS:
                assert_in_order(local_names(element), CHART_ORDERS[name].split())


def test_merged_cells_and_tables_do_not_overlap(target: Path) -> None:
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
    codes, numbers = range(ord(first), ord(last) + 1), range(int(row), int(last_row) + 1)
    return [(chr(code), number) for code in codes for number in numbers]


def test_table_ids_and_names_are_unique(target: Path) -> None:
    tables = [part for name, part in xml_parts(target).items() if name.startswith("xl/tables/")]
    assert len(tables) == 4
    for attribute in ("id", "name", "displayName"):
        assert len({part.get(attribute).casefold() for part in tables}) == 4
    for part in tables:
        columns = [column.get("name") for column in part.iter(f"{MAIN}tableColumn")]
        assert len({name.casefold() for name in columns}) == len(columns)
        assert part.find(f"{MAIN}autoFilter").get("ref") == part.get("ref")


def test_each_cell_is_written_once_and_in_order(target: Path) -> None:
    for name, part in xml_parts(target).items():
        if name.startswith("xl/worksheets/sheet"):
            rows = [int(row.get("r")) for row in part.iter(f"{MAIN}row")]
            assert rows == sorted(set(rows))


def test_the_elements_of_all_other_parts_are_in_order(target: Path) -> None:
    for name, part in xml_parts(target).items():
        for element in part.iter():
            order = OTHER_ORDERS.get((name.rpartition("/")[2].rstrip("0123456789.xml"), local(element)))
            if order is not None:
                assert_in_order(local_names(element), order.split())


def test_sheets_are_compressed_as_much_as_they_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def compressed_size(level: int) -> int:
        monkeypatch.setattr(zip_writer, "_COMPRESSION", level)
        target = tmp_path / f"{level}.xlsx"
        write(sample_report(), target, spec=ExportSpec(sheets=frozenset({SheetKey.INCOMING})))
        with ZipFile(target) as archive:
            return sum(part.compress_size for part in archive.infolist() if "/sheet" in part.filename)

    assert compressed_size(9) < compressed_size(1)


def test_every_cell_is_in_its_row_and_has_an_existing_style(target: Path) -> None:
    parts = xml_parts(target)
    style_count = len(parts["xl/styles.xml"].find(f"{MAIN}cellXfs"))
    for name, part in parts.items():
        if not name.startswith("xl/worksheets/sheet"):
            continue
        for row in part.iter(f"{MAIN}row"):
            places = [column_index_from_string(cell.get("r").removesuffix(row.get("r"))) for cell in row]
            assert places == sorted(set(places))
            assert all(int(cell.get("s", "0")) < style_count for cell in row)
            assert {cell.get("t") for cell in row} <= {"inlineStr", "n", "str", None}


def test_every_count_attribute_of_the_styles_is_right(target: Path) -> None:
    styles = xml_parts(target)["xl/styles.xml"]
    sizes = {local(element): len(element) for element in styles}
    for element in styles:
        assert element.get("count") in (None, str(len(element)))
    for form in styles.find(f"{MAIN}cellXfs"):
        assert int(form.get("fontId")) < sizes["fonts"]
        assert int(form.get("fillId")) < sizes["fills"]
        assert int(form.get("borderId")) < sizes["borders"]


def test_another_reader_finds_each_table_below_its_headings(target: Path) -> None:
    book = CalamineWorkbook.from_path(target, load_tables=True)
    names = book.table_names or []
    assert len(names) == 4
    for name in names:
        table = book.get_table_by_name(name)
        rows = book.get_sheet_by_name(table.sheet).to_python(skip_empty_area=False)
        header = rows[table.start[0] - 1 if table.start else 0]
        assert table.columns == header[: len(table.columns)]


def test_print_titles_and_print_areas_are_names_of_their_sheet(target: Path) -> None:
    book = xml_parts(target)["xl/workbook.xml"]
    sheets = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
    names = list(book.iter(f"{MAIN}definedName"))
    assert len({(name.get("name"), name.get("localSheetId")) for name in names}) == len(names)
    for name in names:
        assert name.text.startswith(f"'{sheets[int(name.get('localSheetId'))]}'!")


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.mark.parametrize(("language", "tag"), [(SWEDISH, "sv-SE"), (ENGLISH, "en-GB")])
def test_every_chart_has_an_alternative_text_and_the_file_a_language(
    tmp_path: Path, language: Language, tag: str
) -> None:
    write(report(), tmp_path / "r.xlsx", language)
    with ZipFile(tmp_path / "r.xlsx") as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert f"<dc:language>{tag}</dc:language>" in parts["docProps/core.xml"]
    frames = [
        frame
        for name, text in parts.items()
        if "/drawings/drawing" in name
        for frame in re.findall("<[^<]*cNvPr [^>]*>", text)
    ]
    charts = [name for name in parts if name.startswith("xl/charts/chart")]
    described = [re.search(r'descr="([^"]+: [^"]* \d[^"]*)"', frame) for frame in frames if "Chart" in frame]
    assert len(described) == len(charts) > 5
    assert all(described)
