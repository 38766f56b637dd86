"""Make the packages: `python packaging/build.py` for this system, `--windows` for Windows, on Linux under Wine.

The packages are written to `dist/`, temporary files to `build/`. It can be run again at any time.
"""

import argparse
import sys
from pathlib import Path

from steps import metadata
from steps.subprocess_utils import BuildFailed, log_step


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", action="store_true", help="the Windows packages, on Linux under Wine")
    parser.add_argument("--msi-of", type=Path, metavar="FOLDER", help="only the .msi, of a folder made on Windows")
    parser.add_argument("--work", type=Path, default=metadata.ROOT / "build", help="temporary files (default: build/)")
    parser.add_argument("--dist", type=Path, default=metadata.ROOT / "dist", help="the packages (default: dist/)")
    given = parser.parse_args()
    work, dist = given.work.absolute(), given.dist.absolute()
    for folder in (work, dist):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        if given.msi_of:
            from steps.bill_of_materials import put_beside
            from steps.msi import make_msi

            name = f"{metadata.PROGRAM}-{metadata.version()}.msi"
            package = make_msi(given.msi_of.absolute(), dist / name, work / "msi")
            made = [package, put_beside(package, given.msi_of.absolute())]
        else:
            made = _build(given.windows, work, dist)
    except BuildFailed as failure:
        log_step(f"FAILED: {failure}")
        return 1
    for path in made:
        log_step(f"made {path}")
    return 0


def _build(is_under_wine: bool, work: Path, dist: Path) -> list[Path]:
    if is_under_wine:
        from steps.windows_by_wine import build
    elif sys.platform == "win32":
        from steps.windows import build
    elif sys.platform == "darwin":
        from steps.mac import build
    else:
        from steps.linux import build
    log_step(f"{metadata.TITLE} {metadata.version()}")
    return build(work, dist)


if __name__ == "__main__":
    sys.exit(main())
