"""Write a package's bill of materials (CycloneDX): every library in it, with version, licence and address.

    python packaging/bill_of_materials.py SITE-PACKAGES BUNDLE PYTHON-VERSION FILE

A build runs this with the Python of its own environment, which holds the CycloneDX library. Tools that look for known
vulnerabilities read the file.
"""

import os
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from steps import metadata
from steps.licences import Library, SystemPackage, libraries_in, spdx_name, system_packages

_NAMESPACE = UUID("0e6a6a58-6a0f-4a39-8f0b-3b0a3f0f5f6d")
_OPENSSL = re.compile(rb"OpenSSL (\d+\.\d+\.\d+) \d+ \w+ \d{4}")


def main(site_packages: str, bundle: str, python: str, file: str) -> None:
    folder = Path(bundle)
    bill = bill_of_materials(
        libraries_in(Path(site_packages)), system_packages(folder), python, _openssl_version(folder), _build_time()
    )
    Path(file).write_text(JsonV1Dot6(bill).output_as_string(indent=1) + "\n", encoding="utf-8")


def bill_of_materials(
    libraries: Iterable[Library], packages: Iterable[SystemPackage], python: str, openssl: str, build_time: datetime
) -> Bom:
    """Return the bill of a package; the same content and time give the same bill.

    Args:
        libraries: the libraries for Python.
        packages: the packages of Debian that libraries were taken from.
        python: the version of Python.
        openssl: the version of OpenSSL, if it came with Python and not from Debian; else "".
        build_time: the time of the build, with its zone.
    """
    components = [_python_library(one) for one in libraries]
    qt = next((one.version for one in libraries if one.name == "PySide6_Essentials"), None)
    if qt:
        components.append(_part("Qt", qt, "qt:qt", "LGPL-3.0-only", "https://www.qt.io"))
    components.append(_part("Python", python, "python:python", "PSF-2.0", "https://www.python.org"))
    if openssl:
        components.append(_part("OpenSSL", openssl, "openssl:openssl", "Apache-2.0", "https://openssl-library.org"))
    for one in packages:
        address = PackageURL(
            "deb", "debian", one.name, one.version, qualifiers={"arch": one.architecture, "distro": _debian()}
        )
        components.append(_component(one.name, one.version, address))
    program = _component(
        metadata.PROGRAM, metadata.version(), PackageURL("generic", None, metadata.PROGRAM, metadata.version())
    )
    program.type = ComponentType.APPLICATION
    content = " ".join(sorted(str(one.purl) for one in (program, *components)))
    bill = Bom(
        components=components,
        metadata=BomMetaData(component=program, timestamp=build_time),
        serial_number=uuid5(_NAMESPACE, f"{content} {build_time.isoformat()}"),
    )
    bill.register_dependency(program, components)
    return bill


def _python_library(library: Library) -> Component:
    component = _component(library.name, library.version, PackageURL("pypi", None, library.name, library.version))
    component.licenses = [LicenseFactory().make_from_string(spdx_name(library.licence))]
    if library.page:
        component.external_references = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(library.page))]
    return component


def _part(name: str, version: str, vendor_and_product: str, licence: str, page: str) -> Component:
    """Return a component that vulnerability databases know by its vendor and product (CPE)."""
    component = _component(name, version, PackageURL("generic", None, name.lower(), version))
    component.cpe = f"cpe:2.3:a:{vendor_and_product}:{version}:*:*:*:*:*:*:*"
    component.licenses = [LicenseFactory().make_from_string(licence)]
    component.external_references = [ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(page))]
    return component


def _component(name: str, version: str, address: PackageURL) -> Component:
    return Component(name=name, version=version, purl=address, bom_ref=str(address))


def _openssl_version(bundle: Path) -> str:
    """Return the version of OpenSSL that came with Python for Windows or Mac; "" where it is Debian's."""
    for path in sorted((bundle / "_internal").glob("libcrypto*")):
        if path.suffix in (".dll", ".dylib") and (found := _OPENSSL.search(path.read_bytes())):
            return found[1].decode("ascii")
    return ""


def _debian() -> str:
    """Return this Debian's name for an address, such as "debian-12"."""
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    facts = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    return f"{facts['ID']}-{facts.get('VERSION_ID', 'testing')}".replace('"', "")


def _build_time() -> datetime:
    """Return the time that is given for builds that can be repeated, else now."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC).replace(microsecond=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
