"""Certificates for servers of tests, and the trust in them of this process and of those that it starts."""

import os
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from unittest import mock

import trustme


@contextmanager
def trust_only(folder: Path, authority: trustme.CA) -> Iterator[None]:
    """Trust this certificate authority and no other, by a file in `folder`, as OpenSSL and so the program find it."""
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    environment = {name: value for name, value in os.environ.items() if name != "SSL_CERT_DIR"}
    with mock.patch.dict(os.environ, {**environment, "SSL_CERT_FILE": str(path)}, clear=True):
        yield


def make_tls_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Return the context of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def trust_local_authority(folder: Path) -> AbstractContextManager[None]:
    """Trust the authority of `make_local_tls_context` and no other; its certificate is saved in `folder`."""
    return trust_only(folder, _local_authority())


@cache
def make_local_tls_context(*, asks_for_certificate: bool = False) -> ssl.SSLContext:
    """Return the context of a server at 127.0.0.1, the same for all tests, as a new key takes time."""
    context = make_tls_context(_local_authority().issue_cert("127.0.0.1"))
    if asks_for_certificate:
        context.verify_mode = ssl.CERT_REQUIRED
        _local_authority().configure_trust(context)
    return context


@cache
def _local_authority() -> trustme.CA:
    return trustme.CA()
