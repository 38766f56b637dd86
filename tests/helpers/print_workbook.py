"""Print a workbook to a PDF and to pictures: `python -m tests.helpers.print_workbook FILE.xlsx FOLDER [--pages 12]`.

This needs LibreOffice, and pdftoppm of poppler. Without a file, a report of the sample service is printed.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.export.sample_workbook import sample_report
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.export.workbook import write_workbook
from vitec_desktop.report.language import load_language
from vitec_desktop.webservice.cancellation import CancellationToken

_TIMEOUT = 300  # seconds
_DOTS_PER_INCH = 90  # dots an inch


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="[FILE.xlsx] FOLDER")
    parser.add_argument("--pages", type=int, default=20, help="the maximum number of pictures")
    given = parser.parse_args(arguments)
    missing = [program for program in ("soffice", "pdftoppm") if shutil.which(program) is None]
    if missing:
        print(f"not installed: {', '.join(missing)}", file=sys.stderr)
        return 2
    *files, folder = given.paths
    folder.mkdir(parents=True, exist_ok=True)
    pdf = _convert_to_pdf(files[0] if files else _write_sample(folder), folder)
    pictures = folder / pdf.stem
    subprocess.run(
        ["pdftoppm", "-r", str(_DOTS_PER_INCH), "-l", str(given.pages), "-png", str(pdf), str(pictures)], check=True
    )
    for path in sorted(folder.glob(f"{pdf.stem}*")):
        print(path)
    return 0


def _write_sample(folder: Path) -> Path:
    target = folder / "Tips och leads.xlsx"
    write_workbook(sample_report(), ExportRequest(target, load_language("sv")), CancellationToken())
    return target


def _convert_to_pdf(workbook: Path, folder: Path) -> Path:
    """Convert the workbook to PDF with LibreOffice and an empty LibreOffice profile."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", str(folder), str(workbook)], check=True, timeout=_TIMEOUT, capture_output=True
        )
    return folder / f"{workbook.stem}.pdf"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
