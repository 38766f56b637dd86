"""Entries of a zip file. A module of its own, because CSV files must not import openpyxl."""

import time
from zipfile import ZIP_DEFLATED, ZipInfo


def new_part(name: str) -> ZipInfo:
    """Return a compressed zip entry with the current time; the default would be 1980."""
    part = ZipInfo(name, time.localtime()[:6])
    part.compress_type = ZIP_DEFLATED
    return part
