"""The documents that Debian asks of a package: its changelog, its manual pages and its copyright file (DEP-5)."""

import re
import subprocess
import textwrap
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from pathlib import Path

from steps import metadata
from steps.licences import Library, SystemPackage, spdx_name

MAINTAINER = f"{metadata.PUBLISHER} <noreply@vitec-desktop.invalid>"
CHANGELOG = metadata.PACKAGING / "CHANGELOG.md"
LICENCES = "/usr/share/doc/vitec-desktop/licences"

_UNRELEASED = "Unreleased"
_HEADING = re.compile(r"^## (\S+)(?: \((\d{4}-\d{2}-\d{2})\))?$", re.MULTILINE)
_COMMON_LICENCES = {
    "Apache-2.0": "Apache-2.0",
    "GPL-2.0-only": "GPL-2",
    "GPL-2.0-or-later": "GPL-2",
    "GPL-3.0-only": "GPL-3",
    "LGPL-3.0-only": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
"""Licences whose texts every Debian has, by their names in SPDX; in /usr/share/common-licenses."""

_NO_HOLDERS = ("<copyright holders>", "[name of copyright owner]", "Free Software Foundation")
"""Places to fill in, and who wrote the text of the licence itself."""


def changelog_text(markdown: str, version: str, day: date) -> str:
    """Return Debian's form of our changelog.

    Args:
        markdown: our changelog: "## Unreleased" or "## 1.2.3 (2026-11-28)", and a list below each heading.
        version: the version that is built; what is unreleased is part of it.
        day: the day of what is unreleased.

    Raises:
        ValueError: a heading below the first one has no day.
    """
    headings = list(_HEADING.finditer(markdown))
    ends = [one.start() for one in headings[1:]] + [len(markdown)]
    entries = []
    for heading, end in zip(headings, ends, strict=True):
        name, released = heading.groups()
        if name != _UNRELEASED and released is None:
            raise ValueError(f"the changelog has no day of {name}")
        of_version = version if name == _UNRELEASED else name
        of_day = date.fromisoformat(released) if released else day
        changes = _list_entries(markdown[heading.end() : end])
        lines = [
            textwrap.fill(one, 78, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False)
            for one in changes
        ]
        moment = format_datetime(datetime.combine(of_day, time(12), UTC))
        head = f"{metadata.PROGRAM} ({of_version}) stable; urgency=medium"
        entries.append("\n".join((head, "", *lines, "", f" -- {MAINTAINER}  {moment}", "")))
    return "\n".join(entries)


def _list_entries(text: str) -> list[str]:
    """Return the entries of a Markdown list, each in one line without its marks for emphasis and code."""
    entries = re.split(r"^- ", text, flags=re.MULTILINE)[1:]
    return [re.sub(r"\*+|`", "", " ".join(one.split())) for one in entries]


def man_page(name: str, purpose: str, help_text: str, language: str, day: date) -> str:
    """Return a manual page made of the help text that a command prints.

    Args:
        name: the page's name, such as "vitec-desktop-export".
        purpose: what the command is for, in a few words.
        help_text: what `--help` prints: the usage, then headings with options, then paragraphs.
        language: "sv" or "en".
        day: the day of the version.
    """
    usage, *blocks = help_text.strip().split("\n\n")
    words = {
        "sv": ("NAMN", "SYNOPSIS", "BESKRIVNING", "SE ÄVEN"),
        "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO"),
    }[language]
    lines = [f'.TH {name.upper()} 1 {day.isoformat()} "{metadata.TITLE} {metadata.version()}"']
    lines += [f".SH {words[0]}", f"{_escaped(name)} \\- {_escaped(purpose)}"]
    lines += [f".SH {words[1]}", ".nf", _escaped(usage.partition(": ")[2]), ".fi"]
    for block in blocks:
        heading, _, options = block.partition("\n")
        if heading.endswith(":") and options.startswith("  "):
            lines += [f'.SH "{_escaped(heading.removesuffix(":").upper())}"', *_iter_options(options)]
        else:
            lines += [f".SH {words[2]}", _escaped(" ".join(block.split()))]
    others = [one for one in ("vitec-desktop", "vitec-desktop-export") if one != name]
    lines += [f".SH {words[3]}", ", ".join(f".BR {_escaped(one)} (1)" for one in others)]
    return "\n".join(lines) + "\n"


def _iter_options(text: str) -> Iterable[str]:
    """Yield the lines of a manual page for options: a name, at least two blanks or a line break, and an explanation."""
    for line in text.splitlines():
        if line.startswith("   "):
            yield _escaped(line.strip())
            continue
        option, _, explanation = line.strip().partition("  ")
        yield from (".TP", f"\\fB{_escaped(option)}\\fR")
        if explanation:
            yield _escaped(explanation.strip())


def _escaped(text: str) -> str:
    """Return text for roff: a hyphen stays the sign that a user types, a point or apostrophe begins no command."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.splitlines())


def help_of(program: Path, *arguments: str, language: str) -> str:
    """Return what a command of the program prints as help."""
    command = [str(program), *arguments, "--help", "--language", language]
    shown = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=True)
    return shown.stdout


def copyright_text(libraries: Iterable[Library], bundle: Path, packages: Iterable[SystemPackage]) -> str:
    """Return Debian's machine-readable copyright file of the packed program.

    Libraries of Python code only are inside the program's own file: they share a paragraph. The whole texts lie in the
    package's folder of licences.

    Args:
        libraries: what is shipped.
        bundle: the frozen folder.
        packages: the packages of this Debian that files were taken from.
    """
    frozen: list[Library] = []
    paragraphs: list[str] = []
    licences: dict[str, str] = {}
    for one in sorted(libraries, key=lambda library: library.name.lower()):
        folders = [folder for folder in one.folders if (bundle / "_internal" / folder).exists()]
        if not folders:
            frozen.append(one)
            continue
        files = "\n ".join(f"usr/lib/vitec-desktop/_internal/{folder}" for folder in sorted(set(folders)))
        paragraphs.append(_files(files, holders(one), _licence(one, licences), f"{one.name} {one.version}"))
    names = " and ".join(sorted({_licence(one, licences) for one in frozen}))
    all_holders = list(dict.fromkeys(holder for one in frozen for holder in holders(one)))
    comment = "With these libraries in it:\n " + "\n ".join(
        f"{one.name} {one.version}: {_licence(one, licences)}" for one in frozen
    )
    head = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        f"Upstream-Name: {metadata.TITLE}",
        f"Upstream-Contact: {MAINTAINER}",
    ]
    ours = _files("*", [metadata.COPYRIGHT], "proprietary", "")
    licences["proprietary"] = "All rights reserved."
    program = _files(
        "usr/lib/vitec-desktop/vitec-desktop", [metadata.COPYRIGHT, *all_holders], f"proprietary and {names}", comment
    )
    python = _files(
        "usr/lib/vitec-desktop/_internal/libpython*\n usr/lib/vitec-desktop/_internal/lib-dynload"
        "\n usr/lib/vitec-desktop/_internal/base_library.zip",
        ["2001 Python Software Foundation"],
        "PSF-2.0",
        "",
    )
    licences["PSF-2.0"] = f"The text is in {LICENCES}/Python.txt."
    for package in packages:
        files = "\n ".join(f"usr/lib/vitec-desktop/_internal/{name}" for name in package.files)
        licence = f"Debian-{package.name}"
        licences[licence] = f"The text is in {LICENCES}/debian-{package.name}.txt."
        source = f"Taken from Debian's {package.name} {package.version}."
        paragraphs.append(_files(files, ["see the text of the licence"], licence, source))
    texts = [f"License: {name}\n" + textwrap.indent(text, " ") for name, text in sorted(licences.items())]
    return "\n\n".join(("\n".join(head), ours, program, python, *paragraphs, *texts)) + "\n"


def _files(files: str, copyright_holders: Iterable[str], licence: str, comment: str) -> str:
    lines = [f"Files: {files}", "Copyright: " + "\n ".join(copyright_holders), f"License: {licence}"]
    return "\n".join([*lines, f"Comment: {comment}"] if comment else lines)


def _licence(library: Library, licences: dict[str, str]) -> str:
    """Return the licence's name for DEP-5, and enter a text for each of its parts into `licences`."""
    names = []
    for name in re.split(r" (OR|AND) ", spdx_name(library.licence)):
        if name in ("OR", "AND"):
            names.append(name.lower())
            continue
        short = re.sub(r"\s+", "-", name)
        names.append(short)
        common = _COMMON_LICENCES.get(name)
        text = f"The text is in /usr/share/common-licenses/{common}." if common else f"The texts are in {LICENCES}."
        licences.setdefault(short, text)
    return " ".join(names)


def holders(library: Library) -> list[str]:
    """Return who holds the copyright, as the texts of the licence say; the library's authors if these name nobody."""
    found: list[str] = []
    for path in library.texts:
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            match = re.match(r"\W*Copyright(?:\s*(?:\(c\)|©))?:?\s+((?:©\s*)?\d{4}.*)", line.strip(), re.IGNORECASE)
            if match and not any(word in match[1] for word in _NO_HOLDERS):
                found.append(re.sub(r"\[(.*?)\]\(.*?\)", r"\1", match[1]).strip())
    return list(dict.fromkeys(found)) or [f"the authors of {library.name}"]
