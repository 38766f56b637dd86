"""The Windows program and its set-up, made on Windows itself; the .msi is made of the same folder on Linux.

Runs as it is on GitHub's Windows runners (see `github-workflow.yml`); it has not been run by us.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from shipping import freezing, project
from shipping.checking import judge_lines
from shipping.licences import write_licences
from shipping.nsis import make_setup
from shipping.running import BuildFailed, say
from shipping.signing import sign


def build(work: Path, dist: Path) -> list[Path]:
    """Freeze, check and pack; gives what was made."""
    python = freezing.make_environment(work / "environment")
    folder = freezing.freeze(python, work, dist)
    write_licences(folder, freezing.site_packages_of(python))
    freezing.check_bundle(folder)
    program = folder / f"{project.PROGRAM}.exe"
    sign(program)
    _check(program)
    with tempfile.TemporaryDirectory(prefix="Vitec Desktop å ä ö ") as place:
        _check(Path(shutil.copytree(folder, Path(place) / "Program Å Ä Ö")) / program.name)
    say(f"the folder has {freezing.size(folder) / 1e6:.0f} MB")
    return [program, make_setup(folder, dist / f"{project.PROGRAM}-{project.version()}-setup.exe", work)]


def _check(program: Path) -> None:
    """The self-test's lines come by a file: the program has no console."""
    say(f"self-test of {program}")
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "självtest.log"
        ended = subprocess.run([str(program), "--self-test", str(log)], timeout=300, check=False)
        lines = log.read_text(encoding="utf-8") if log.is_file() else ""
    if ended.returncode != 0:
        raise BuildFailed(f"the self-test failed ({ended.returncode}):\n{lines}")
    judge_lines(lines)
