"""The .msi for IT, made by wixl: per machine, silent with `msiexec /i … /qn`.

wixl wants relative paths, and writes ASCII only into what Windows shows of the package.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5
from xml.sax.saxutils import quoteattr

from shipping import project
from shipping.running import need, run, say
from shipping.signing import sign

_FAMILY = UUID("6c1b1f0e-2d0b-4b57-9a51-5d8a3c2f9f11")
"""Names the product to Windows through all its versions: never to be changed."""

_COMPILER = "x86_64-w64-mingw32-gcc"

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id={product} Name="Vitec Desktop" Language="1053" Version={version} Manufacturer={publisher}
   UpgradeCode={family}>
  <Package InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Description="Vitec Desktop {plain}"/>
  <MajorUpgrade DowngradeErrorMessage="A newer version of Vitec Desktop is installed."/>
  <Media Id="1" Cabinet="program.cab" EmbedCab="yes"/>
  <Icon Id="program.ico" SourceFile="vitec-desktop.ico"/>
  <Property Id="ARPPRODUCTICON" Value="program.ico"/>
  <Property Id="ARPNOMODIFY" Value="1"/>
  <Property Id="REINSTALLMODE" Value="amus"/>
  <Binary Id="Guard" SourceFile="guard.dll"/>
  <CustomAction Id="RefuseWhileRunning" BinaryKey="Guard" DllEntry="RefuseWhileRunning" Execute="immediate"
    Impersonate="yes" Return="check"/>
  <InstallExecuteSequence>
   <Custom Action="RefuseWhileRunning" After="CostFinalize"/>
  </InstallExecuteSequence>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLFOLDER" Name="Vitec Desktop">
"""
_MIDDLE = """    </Directory>
   </Directory>
   <Directory Id="ProgramMenuFolder">
    <Component Id="StartMenu" Guid={menu}>
     <Shortcut Id="StartMenuLink" Name="Vitec Desktop" Target="[INSTALLFOLDER]vitec-desktop.exe"
       WorkingDirectory="INSTALLFOLDER" Icon="program.ico"/>
     <RegistryValue Root="HKLM" Key="Software\\Vitec Desktop\\Installed" Name="StartMenu" Type="integer" Value="1"
       KeyPath="yes"/>
    </Component>
   </Directory>
   <Directory Id="DesktopFolder">
    <Component Id="Desktop" Guid={desktop}>
     <Shortcut Id="DesktopLink" Name="Vitec Desktop" Target="[INSTALLFOLDER]vitec-desktop.exe"
       WorkingDirectory="INSTALLFOLDER" Icon="program.ico"/>
     <RegistryValue Root="HKLM" Key="Software\\Vitec Desktop\\Installed" Name="Desktop" Type="integer" Value="1"
       KeyPath="yes"/>
    </Component>
   </Directory>
  </Directory>
  <Feature Id="Program" Level="1">
   <ComponentRef Id="StartMenu"/>
   <ComponentRef Id="Desktop"/>
"""
_TAIL = """  </Feature>
 </Product>
</Wix>
"""


def make_msi(bundle: Path, target: Path, work: Path, version: str | None = None) -> Path:
    """Pack a frozen folder into an .msi; `version` is for trials of an upgrade."""
    need("wixl", _COMPILER)
    say("packing the .msi")
    work.mkdir(parents=True, exist_ok=True)
    source = project.PACKAGING / "windows" / "guard.c"
    run([_COMPILER, "-shared", "-O2", "-s", "-o", work / "guard.dll", source, "-lmsi"])
    sign(work / "guard.dll")
    (work / "vitec-desktop.ico").write_bytes((project.ICONS / "vitec-desktop.ico").read_bytes())
    script = work / "vitec-desktop.wxs"
    relative = Path(os.path.relpath(bundle, work))
    script.write_text(describe(bundle, relative, version or project.version()), encoding="utf-8")
    command = ["wixl", "-a", "x64", "-D", "Win64=yes", "-o", os.path.relpath(target, work), script.name]
    run(command, cwd=work, log=work / "wixl.log")
    sign(target)
    return target


def describe(bundle: Path, source: Path, version: str) -> str:
    """The package's description; `source` is where the bundle lies, as seen from where wixl runs.

    A file keeps its component's name through all versions, as Windows wants it; each version is a product of its own.
    """
    names: list[str] = []
    files = "".join(_folder(bundle, source, Path(), names, "     "))
    head = _HEAD.format(
        product=quoteattr(_braced(uuid5(_FAMILY, version))),
        version=quoteattr(".".join((*version.split("."), "0", "0")[:3])),
        publisher=quoteattr(project.PUBLISHER),
        family=quoteattr(_braced(_FAMILY)),
        plain=version,
    )
    middle = _MIDDLE.format(
        menu=quoteattr(_braced(uuid5(_FAMILY, "start menu"))), desktop=quoteattr(_braced(uuid5(_FAMILY, "desktop")))
    )
    references = "".join(f'   <ComponentRef Id="{name}"/>\n' for name in names)
    return head + files + middle + references + _TAIL


def _folder(bundle: Path, source: Path, inner: Path, names: list[str], indent: str) -> Iterator[str]:
    entries = sorted((bundle / inner).iterdir(), key=lambda path: path.name)
    for path in entries:
        own = inner / path.name
        key = uuid5(_FAMILY, own.as_posix())
        if path.is_dir():
            yield f"{indent}<Directory Id={quoteattr('d' + key.hex)} Name={quoteattr(path.name)}>\n"
            yield from _folder(bundle, source, own, names, indent + " ")
            yield f"{indent}</Directory>\n"
        else:
            names.append(f"c{key.hex}")
            yield f"{indent}<Component Id={quoteattr('c' + key.hex)} Guid={quoteattr(_braced(key))}>\n"
            place = quoteattr((source / own).as_posix())
            yield f'{indent} <File Id={quoteattr("f" + key.hex)} Source={place} KeyPath="yes"/>\n'
            yield f"{indent}</Component>\n"


def _braced(key: UUID) -> str:
    return f"{{{str(key).upper()}}}"
