"""Draw every screen in every language, colour theme and scale: `python -m tests.helpers.screenshot_matrix FOLDER`.

Each variant gets a folder of its own with the pictures of `tests.helpers.screenshots`, and a process, because
Qt reads the scale once, at start-up. `--only dark-en` draws the variants whose name contains that text.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from vitec_desktop.report.language import LANGUAGES

_COLOR_THEMES = ("light", "dark", "contrast")
_SCALES = ("1", "1.5", "2", "3")
_DEFAULT_SIZE, _MIN_SIZE = "1440x900", "1024x640"


@dataclass(frozen=True, slots=True)
class ScreenshotVariant:
    """One language, colour theme, scale and window size in which all screens are drawn."""

    language: str
    color_theme: str
    scale: str
    size: str

    @property
    def name(self) -> str:
        return f"{self.color_theme}-{self.language}-{round(float(self.scale) * 100)}-{self.size}"

    def draw(self, folder: Path) -> subprocess.CompletedProcess[str]:
        options = ["--all", "--language", self.language, "--look", self.color_theme]
        options += ["--scale", self.scale, "--size", self.size]
        command = [sys.executable, "-m", "tests.helpers.screenshots", str(folder / self.name), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def iter_variants() -> Iterator[ScreenshotVariant]:
    """Yield each language and theme at each scale in the default size, and at 100 and 200 % in the smallest size."""
    for language in LANGUAGES:
        for color_theme in _COLOR_THEMES:
            for scale in _SCALES:
                yield ScreenshotVariant(language, color_theme, scale, _DEFAULT_SIZE)
            for scale in ("1", "2"):
                yield ScreenshotVariant(language, color_theme, scale, _MIN_SIZE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    chosen = [variant for variant in iter_variants() if given.only in variant.name]
    failed = 0
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) // 2)) as pool:
        for variant, ended in zip(chosen, pool.map(lambda variant: variant.draw(given.folder), chosen), strict=True):
            failed += ended.returncode != 0
            print(f"{variant.name}: {'drawn' if ended.returncode == 0 else ended.stderr.strip()[-2000:]}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
