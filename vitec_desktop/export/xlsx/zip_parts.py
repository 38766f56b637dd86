"""The parts of a zip, which a workbook is too. By itself: CSV files need nothing of openpyxl."""

import time
from zipfile import ZIP_DEFLATED, ZipInfo


def new_part(name: str) -> ZipInfo:
    """A part of this moment, to be packed: without a time it would be from 1980."""
    part = ZipInfo(name, time.localtime()[:6])
    part.compress_type = ZIP_DEFLATED
    return part
