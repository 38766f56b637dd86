"""TLS with the operating system's certificate store, as many offices have proxies that inspect TLS."""

import ssl

from vitec_desktop.webservice.errors import CertificateFault, CertificateRefused

# Values of `verify_code`: OpenSSL X509_V_ERR_… (x509_vfy.h), Windows CERT_E_… (winerror.h), macOS errSec… (SecBase.h).
# Codes are compared, as the messages are in the system's language.
_FAULT_BY_VERIFY_CODE = {
    9: CertificateFault.EXPIRED,  # not yet valid: usually this computer's clock is wrong
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
    """Return a context that trusts the certificates that the operating system trusts."""
    # Takes 30 ms to import, which the first window does not wait for.
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def map_ssl_error(error: ssl.SSLError) -> CertificateRefused:
    """Return the error for a failed handshake, with the library's own message."""
    detail = getattr(error, "verify_message", "") or error.reason or error.strerror or str(error)
    return CertificateRefused(
        _FAULT_BY_VERIFY_CODE.get(getattr(error, "verify_code", 0), CertificateFault.OTHER), detail
    )
