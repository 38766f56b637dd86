"""Makes the packages: `python packaging/build.py` for the system it runs on, `--windows` for Windows by means of Wine.

Everything it makes lies under `dist/`; what it needs meanwhile under `build/`. It can be run again at any time.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from shipping import project
from shipping.running import BuildFailed, say


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", action="store_true", help="the Windows packages, on Linux by means of Wine")
    parser.add_argument("--msi-of", type=Path, metavar="FOLDER", help="only the .msi, of a folder made on Windows")
    parser.add_argument("--work", type=Path, default=project.ROOT / "build", help="passing files (default: build/)")
    parser.add_argument("--dist", type=Path, default=project.ROOT / "dist", help="the packages (default: dist/)")
    given = parser.parse_args()
    work, dist = given.work.absolute(), given.dist.absolute()
    for folder in (work, dist):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        if given.msi_of:
            from shipping.msi import make_msi

            name = f"{project.PROGRAM}-{project.version()}.msi"
            made = [make_msi(given.msi_of.absolute(), dist / name, work / "msi")]
        else:
            made = _build(given.windows, work, dist)
    except BuildFailed as failure:
        say(f"FAILED: {failure}")
        return 1
    for path in made:
        say(f"made {path}")
    return 0


def _build(is_for_windows_by_wine: bool, work: Path, dist: Path) -> list[Path]:
    if is_for_windows_by_wine:
        from shipping.windows_by_wine import build
    elif sys.platform == "win32":
        from shipping.windows import build
    elif sys.platform == "darwin":
        from shipping.mac import build
    else:
        from shipping.linux import build
    say(f"{project.TITLE} {project.version()}")
    return build(work, dist)


if __name__ == "__main__":
    sys.exit(main())
