"""Brings `resources/translations/` up to the code: `python packaging/translations.py`.

Source texts are Swedish and stand in the code. `vitec_desktop_en.ts` holds their English words; `vitec_desktop_sv.ts`
holds the Swedish plural forms. New texts come in as unfinished: translate them there, by hand or with Qt Linguist. The
program reads the files as they are, nothing is compiled.
"""

import subprocess
import sys
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent
_OPTIONS = {"en": (), "sv": ("-pluralonly",)}


def update(folder: Path) -> None:
    """Update the files of `folder`, or make them there.

    Raises:
        CalledProcessError: lupdate failed.
    """
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    sources = sorted(str(path.relative_to(_PROJECT)) for path in (_PROJECT / "vitec_desktop").rglob("*.py"))
    for language, options in _OPTIONS.items():
        target = folder / f"vitec_desktop_{language}.ts"
        common = ("-locations", "none", "-no-obsolete", "-source-language", "sv", "-target-language", language)
        subprocess.run(
            [str(tool), *sources, *common, *options, "-ts", str(target)],
            cwd=_PROJECT,
            check=True,
            stdout=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    update(_PROJECT / "resources" / "translations")
