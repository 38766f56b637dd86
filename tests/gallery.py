"""Draws every screen in every language, look and scale, to be looked through: `python -m tests.gallery FOLDER`.

A folder a way of drawing, and in it a picture a screen, as `tests.screenshots` draws them. Qt reads the scale once,
when it starts: so each way of drawing is a process of its own. `--only dark-en` draws the ways whose name holds that.
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

_LOOKS = ("light", "dark", "contrast")
_SCALES = ("1", "1.5", "2", "3")
_USUAL, _LEAST = "1440x900", "1024x640"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of drawing all screens."""

    language: str
    look: str
    scale: str
    size: str

    @property
    def name(self) -> str:
        return f"{self.look}-{self.language}-{round(float(self.scale) * 100)}-{self.size}"

    def draw(self, folder: Path) -> subprocess.CompletedProcess[str]:
        options = (
            "--language", self.language, "--look", self.look, "--scale", self.scale, "--size", self.size, "--all",
        )  # fmt: skip
        command = [sys.executable, "-m", "tests.screenshots", str(folder / self.name), *options]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def ways() -> Iterator[Way]:
    """Every language and look at every scale in the usual size, and in the least one at 100 and 200 %."""
    for language in LANGUAGES:
        for look in _LOOKS:
            for scale in _SCALES:
                yield Way(language, look, scale, _USUAL)
            for scale in ("1", "2"):
                yield Way(language, look, scale, _LEAST)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    chosen = [way for way in ways() if given.only in way.name]
    failed = 0
    with ThreadPoolExecutor(max(1, (os.cpu_count() or 2) // 2)) as pool:
        for way, ended in zip(chosen, pool.map(lambda way: way.draw(given.folder), chosen), strict=True):
            failed += ended.returncode != 0
            print(f"{way.name}: {'drawn' if ended.returncode == 0 else ended.stderr.strip()[-2000:]}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
