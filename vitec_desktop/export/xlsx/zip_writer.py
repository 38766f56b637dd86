"""Writes the zip file of a workbook: the parts that openpyxl creates, with the rows of each sheet inserted."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_APP
from openpyxl.xml.functions import tostring

from vitec_desktop.export.xlsx.zip_parts import new_part

_EMPTY_SHEET_DATA = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_CHUNK_SIZE = 1 << 17  # bytes; compressing one chunk takes some milliseconds
_COMPRESSION = 5
"""Of 1 to 9; zlib's usual 6 takes twice as long for rows that are alike and makes a workbook 3 % smaller."""


def save_workbook(workbook: Workbook, rows: Mapping[str, tuple[IO[bytes], str]], file: BinaryIO) -> None:
    """Write the workbook into `file`, from beginning to end.

    Args:
        workbook: its sheets must be closed and have no rows of their own.
        rows: the rows of each sheet and the XML of its merged cells, by the path of the temp file where openpyxl has
            written the rest of the sheet.
        file: where to write.
    """
    with _XlsxArchive(file, rows, workbook.properties.creator or "") as archive:
        ExcelWriter(workbook, archive).write_data()


class _XlsxArchive(ZipFile):
    """Inserts each sheet's rows into its XML and names this program as the workbook's application."""

    def __init__(self, file: BinaryIO, rows: Mapping[str, tuple[IO[bytes], str]], program: str) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._rows = rows
        self._program = program

    def writestr(self, zinfo_or_arcname: Any, data: Any, *options: Any, **further: Any) -> None:
        if zinfo_or_arcname == ARC_APP:
            # openpyxl writes "Microsoft Excel Compatible", which other programs take for Excel itself.
            properties: Any = ExtendedProperties()
            properties.Application = self._program
            properties.AppVersion = None  # would be openpyxl's version
            data = tostring(properties.to_tree())
        super().writestr(zinfo_or_arcname, data, *options, **further)

    def write(self, filename: Any, arcname: Any = None, *options: Any, **further: Any) -> None:
        rows = self._rows.get(str(filename))
        if rows is None:
            super().write(filename, arcname, *options, **further)
        else:
            self._write_sheet(Path(filename).read_bytes(), *rows, arcname)

    def _write_sheet(self, xml: bytes, rows: IO[bytes], merged: str, name: str) -> None:
        [empty] = _EMPTY_SHEET_DATA.finditer(xml)
        part: Any = new_part(name)
        part._compresslevel = _COMPRESSION  # in the constructor's place: an entry with a time takes none
        after = f"</sheetData>{merged}".encode()  # by the format's order; nothing that we write is between the two
        part.file_size = len(xml) + rows.tell() + len(after)  # decides whether the zip needs its 64-bit format
        rows.seek(0)
        with self.open(part, "w") as target:
            target.write(xml[: empty.start()] + b"<sheetData>")
            while chunk := rows.read(_CHUNK_SIZE):
                target.write(chunk)
            target.write(after + xml[empty.end() :])
