"""The .deb's changelog, manual pages and copyright file, and what a build asks for beforehand."""

import gzip
import re
import sys
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT
from vitec_desktop.cli.parser import export_parser, window_parser
from vitec_desktop.qt_application import DESKTOP_NAME
from vitec_desktop.version import VERSION

FOLDER = ROOT / "packaging"
DAY = date(2026, 11, 28)
CHANGELOG = """# What is new

## Unreleased

- **Reports** that are `whole`, told in a sentence that is too long for one line of Debian's own form of a changelog.
- *Second* thing

## 0.9.0 (2026-01-02)

- First
"""


def changelog_text(markdown: str) -> str:
    return str(import_module("steps.debian_documents").changelog_text(markdown, "1.2.3", DAY))


def test_the_changelog_becomes_debian_s() -> None:
    assert changelog_text(CHANGELOG) == (
        "vitec-desktop (1.2.3) stable; urgency=medium\n\n"
        "  * Reports that are whole, told in a sentence that is too long for one line\n"
        "    of Debian's own form of a changelog.\n"
        "  * Second thing\n\n"
        " -- Vitec Desktop <noreply@vitec-desktop.invalid>  Sat, 28 Nov 2026 12:00:00 +0000\n\n"
        "vitec-desktop (0.9.0) stable; urgency=medium\n\n"
        "  * First\n\n"
        " -- Vitec Desktop <noreply@vitec-desktop.invalid>  Fri, 02 Jan 2026 12:00:00 +0000\n"
    )


def test_a_version_that_was_given_out_has_its_day() -> None:
    with pytest.raises(ValueError, match=r"0\.9\.0"):
        changelog_text("## Unreleased\n\n- a\n\n## 0.9.0\n\n- b\n")


def test_our_changelog_has_what_the_next_version_brings() -> None:
    text = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings[0] in ("Unreleased", f"{VERSION} ({headings[0][-11:-1]})")
    assert changelog_text(text).count("  * ") == len(re.findall(r"^- ", text, re.MULTILINE)) > 5


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_manual_page_has_every_option_that_the_help_has(language: str) -> None:
    man_page = import_module("steps.debian_documents").man_page
    arguments = ["--language", language]
    for name, parser in (
        ("vitec-desktop", window_parser(arguments)),
        ("vitec-desktop-export", export_parser(arguments, ("last-week",), ("active",))),
    ):
        help_text = parser.format_help()
        page = man_page(name, "reports", help_text, language, DAY)
        assert page.startswith(f'.TH {name.upper()} 1 2026-11-28 "Vitec Desktop {VERSION}"\n.SH ')
        options = re.findall(r"^  (?:-h, )?(--[a-z-]+)", help_text, re.MULTILINE)
        assert len(options) > 5
        tagged = [line for line in page.splitlines() if line.startswith(r"\fB")]
        for option in options:
            escaped = option.replace("-", r"\-")
            assert any(escaped in line for line in tagged), option
        assert page.count(".TP") == len(tagged)
        assert ".SH SYNOPSIS\n.nf\nvitec\\-desktop" in page


def test_a_line_of_a_manual_page_is_no_command_by_its_first_sign() -> None:
    man_page = import_module("steps.debian_documents").man_page
    page = man_page("vitec-desktop", "x", "usage: x\n\n.zip and 'so on'\n\nOptions:\n  --a  .csv\n", "en", DAY)
    assert "\\&.zip and 'so on'" in page
    assert "\\&.csv" in page


def test_the_copyright_file_says_who_and_under_what(tmp_path: Path) -> None:
    licences = import_module("steps.licences")
    text = tmp_path / "LICENSE"
    text.write_text("MIT License\n\nCopyright (c) 2020 Åsa Ek <asa@ek.example>\n", encoding="utf-8")
    template = tmp_path / "LICENSE.APACHE"
    template.write_text("   Copyright [yyyy] [name of copyright owner]\n", encoding="utf-8")
    (tmp_path / "_internal" / "core").mkdir(parents=True)
    written = import_module("steps.debian_documents").copyright_text(
        [
            licences.Library("frozen", "1", "MIT License", "", (text,), ("frozen",)),
            licences.Library("core", "2", "Apache-2.0 OR BSD-3-Clause", "", (template,), ("core", "core-2.dist-info")),
        ],
        tmp_path,
        [licences.SystemPackage("libz1", "3", "amd64", ("libz.so.1",))],
    )
    paragraphs = written.strip().split("\n\n")
    assert paragraphs[0].startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n")
    ours, program, *_ = [one for one in paragraphs if one.startswith("Files: ")]
    assert ours.startswith("Files: *\nCopyright: Copyright 2026 Vitec Desktop\nLicense: proprietary")
    assert " 2020 Åsa Ek <asa@ek.example>" in program
    assert "License: proprietary and MIT\n" in program
    core = "Files: usr/lib/vitec-desktop/_internal/core\nCopyright: the authors of core\n"
    assert f"{core}License: Apache-2.0 or BSD-3-Clause" in written
    assert "License: Apache-2.0\n The text is in /usr/share/common-licenses/Apache-2.0." in written
    assert "Files: usr/lib/vitec-desktop/_internal/libz.so.1\n" in written
    # Every licence that a paragraph of files names has a paragraph of its own.
    named = re.findall(r"^License: (.*)$", "\n".join(one for one in paragraphs if "Files:" in one), re.MULTILINE)
    defined = [one.partition("\n")[0].removeprefix("License: ") for one in paragraphs if one.startswith("License: ")]
    assert {part for one in named for part in re.split(" and | or ", one)} == set(defined)


def test_the_deb_asks_for_the_libraries_of_a_wayland_desktop() -> None:
    source = (FOLDER / "steps" / "linux.py").read_text(encoding="utf-8")
    assert '"libwayland-cursor0"' in source
    assert '"libwayland-client0"' in source


@pytest.mark.skipif(sys.platform != "linux", reason="a .deb is made on Linux")
def test_the_desktop_knows_whose_window_it_is() -> None:
    linux = import_module("steps.linux")
    entries = dict(re.findall(r"^(\w+)=(.*)$", linux._DESKTOP, re.MULTILINE))
    assert {entries[key] for key in ("Exec", "Icon", "StartupWMClass")} == {DESKTOP_NAME}
    assert f'<launchable type="desktop-id">{DESKTOP_NAME}.desktop</launchable>' in linux._METAINFO
    assert f'<icon type="stock">{DESKTOP_NAME}</icon>' in linux._METAINFO
    assert f'"usr/share/applications") / "{DESKTOP_NAME}.desktop"' in (FOLDER / "steps" / "linux.py").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="a .deb is made on Linux")
def test_packed_texts_are_the_same_in_two_builds(tmp_path: Path) -> None:
    write_packed = import_module("steps.linux").write_packed
    write_packed(tmp_path / "a.gz", "å\n")
    write_packed(tmp_path / "b.gz", "å\n")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.gz").read_bytes()) == "å\n".encode()


def test_a_build_names_everything_that_is_missing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tools = import_module("steps.subprocess_utils")
    monkeypatch.setattr(tools.shutil, "which", lambda name: None if name in ("objdump", "git") else f"/usr/bin/{name}")
    monkeypatch.setattr(tools, "has_python_library", lambda: False)
    python = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(tools.BuildFailed) as raised:
        tools.require_programs("dpkg-deb", "git", "objdump", is_python_library_needed=True)
    assert str(raised.value).startswith(f"not installed: git, binutils (objdump), {python}")
    if sys.platform == "linux":
        assert str(raised.value).endswith("bash packaging/debian-packages.sh build")
        with pytest.raises(tools.BuildFailed, match=r"debian-packages\.sh build windows$"):
            tools.require_programs("wine", "git")


def test_this_script_installs_what_a_build_asks_for() -> None:
    script = (FOLDER / "debian-packages.sh").read_text(encoding="utf-8")
    asked = set()
    for step in ("linux", "windows_by_wine", "wine", "msi"):
        source = (FOLDER / "steps" / f"{step}.py").read_text(encoding="utf-8")
        for call in re.findall(r"require_programs\((.*?)\)", source):
            asked |= set(re.findall(r'"([\w.-]+)"', call))
    assert {"objdump", "git", "wine", "makensis"} <= asked
    assert [name for name in asked if f'"{name} ' not in script] == []


def test_the_commands_that_remove_scheduled_exports_name_them_as_the_program_does() -> None:
    from vitec_desktop.schedule.launchd import label
    from vitec_desktop.schedule.task_scheduler import task_name

    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f'-TaskName "{task_name("*")}"' in readme
    assert f"LaunchAgents/{label('*')}.plist" in readme
    systemd = (ROOT / "vitec_desktop" / "schedule" / "systemd.py").read_text(encoding="utf-8")
    assert 'f"vitec-desktop-export-{plan_id}"' in systemd
    assert "vitec-desktop-export-*.timer" in readme


@pytest.mark.parametrize(
    "words",
    ["/S`", "/qn`", "apt install", "**Upgrade**", "**Uninstall**", "defaults.json", "## Network", "443", "--self-test"],
)
def test_the_page_for_it_says_what_it_asks(words: str) -> None:
    assert words in (FOLDER / "README.md").read_text(encoding="utf-8")
