"""TLS, checked against the operating system's certificate store: offices sit behind proxies that inspect TLS."""

import ssl

from vitec_desktop.webservice.errors import CertificateFault, CertificateRefused

# What `verify_code` carries: OpenSSL's X509_V_ERR_…, Windows' CERT_E_… (winerror.h), macOS' errSec… (SecBase.h).
# Codes and not words decide, for the words come in the computer's language.
_FAULT_BY_VERIFY_CODE = {
    9: CertificateFault.EXPIRED,  # not yet valid: most often a clock that is wrong
    10: CertificateFault.EXPIRED,
    2: CertificateFault.UNKNOWN_ISSUER,
    18: CertificateFault.UNKNOWN_ISSUER,
    19: CertificateFault.UNKNOWN_ISSUER,
    20: CertificateFault.UNKNOWN_ISSUER,
    21: CertificateFault.UNKNOWN_ISSUER,
    27: CertificateFault.UNKNOWN_ISSUER,
    62: CertificateFault.WRONG_HOST,
    64: CertificateFault.WRONG_HOST,
    0x800B0101: CertificateFault.EXPIRED,
    0x800B0109: CertificateFault.UNKNOWN_ISSUER,
    0x800B010A: CertificateFault.UNKNOWN_ISSUER,
    0x800B0112: CertificateFault.UNKNOWN_ISSUER,
    0x800B010F: CertificateFault.WRONG_HOST,
    -67818: CertificateFault.EXPIRED,
    -67819: CertificateFault.EXPIRED,
    -67843: CertificateFault.UNKNOWN_ISSUER,
    -25318: CertificateFault.UNKNOWN_ISSUER,
    -67602: CertificateFault.WRONG_HOST,
}


def create_tls_context() -> ssl.SSLContext:
    """A context that trusts what the operating system trusts."""
    # Costs 30 ms, and the first window does not need it.
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def map_ssl_error(error: ssl.SSLError) -> CertificateRefused:
    """What a failed handshake means, with the library's own sentence."""
    detail = getattr(error, "verify_message", "") or error.reason or error.strerror or str(error)
    return CertificateRefused(
        _FAULT_BY_VERIFY_CODE.get(getattr(error, "verify_code", 0), CertificateFault.OTHER), detail
    )
