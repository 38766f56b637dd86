"""Making the Windows program and its set-up on Windows; the .msi is made of the same folder on Linux.

Written for GitHub's Windows runners (see `github-workflow.yml`); not tried by us.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from steps import metadata, pyinstaller
from steps.bill_of_materials import put_beside
from steps.nsis import MAKENSIS, make_setup
from steps.signing import sign
from steps.smoke_test import check_output
from steps.subprocess_utils import HANG_LIMIT, BuildFailed, log_step, require_programs


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze, sign and test the program, and pack it; return the files made."""
    require_programs(MAKENSIS)
    folder = pyinstaller.freeze(work, dist)
    program = folder / f"{metadata.PROGRAM}.exe"
    sign(program)
    _run_self_test(program)
    with tempfile.TemporaryDirectory(prefix="Vitec Desktop å ä ö ") as temp:
        _run_self_test(Path(shutil.copytree(folder, Path(temp) / "Program Å Ä Ö")) / program.name)
    setup = make_setup(folder, dist / f"{metadata.PROGRAM}-{metadata.version()}-setup.exe", work)
    return [program, setup, put_beside(setup, folder)]


def _run_self_test(program: Path) -> None:
    """Run the self-test and read its lines from a file: the program has no console."""
    log_step(f"self-test of {program}")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "självtest.log"
        ended = subprocess.run([str(program), "--self-test", str(log)], timeout=HANG_LIMIT, check=False)
        lines = log.read_text(encoding="utf-8") if log.is_file() else ""
    if ended.returncode != 0:
        raise BuildFailed(f"the self-test failed ({ended.returncode}):\n{lines}")
    check_output(lines)
