"""Packs a workbook: the parts that openpyxl makes, and the rows that were written beside it."""

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

_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_PIECE = 1 << 17  # bytes: compressing one takes some milliseconds


def save_workbook(workbook: Workbook, rows: Mapping[str, IO[bytes]], file: BinaryIO) -> None:
    """Write the workbook into `file`.

    Args:
        workbook: its sheets are closed and hold no rows of their own.
        rows: the rows of each sheet, by the path of the passing file into which openpyxl has written the rest of it.
        file: is written from its beginning to its end.
    """
    with _XlsxArchive(file, rows, workbook.properties.creator or "") as archive:
        ExcelWriter(workbook, archive).write_data()


class _XlsxArchive(ZipFile):
    """Puts each sheet's rows where openpyxl has left room for them, and says which program made the workbook."""

    def __init__(self, file: BinaryIO, rows: Mapping[str, IO[bytes]], program: str) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._rows = rows
        self._program = program

    def writestr(self, zinfo_or_arcname: Any, data: Any, *options: Any, **further: Any) -> None:
        if zinfo_or_arcname == ARC_APP:
            # openpyxl says "Microsoft Excel Compatible": other programs would take it for Excel's own work.
            properties: Any = ExtendedProperties()
            properties.Application = self._program
            properties.AppVersion = None  # openpyxl's own
            data = tostring(properties.to_tree())
        super().writestr(zinfo_or_arcname, data, *options, **further)

    def write(self, filename: Any, arcname: Any = None, *options: Any, **further: Any) -> None:
        rows = self._rows.get(str(filename))
        if rows is None:
            super().write(filename, arcname, *options, **further)
        else:
            self._write_sheet(Path(filename).read_bytes(), rows, arcname)

    def _write_sheet(self, shell: bytes, rows: IO[bytes], name: str) -> None:
        [room] = _NO_ROWS.finditer(shell)
        part = new_part(name)
        part.file_size = len(shell) + rows.tell()  # only so that the zip knows whether it will be a large one
        rows.seek(0)
        with self.open(part, "w") as packed:
            packed.write(shell[: room.start()] + b"<sheetData>")
            while piece := rows.read(_PIECE):
                packed.write(piece)
            packed.write(b"</sheetData>" + shell[room.end() :])
