"""TLS with the operating system's certificate store, as many offices have proxies that inspect TLS."""

import ssl

from vitec_desktop.webservice.errors import CertificateFault, CertificateRefused, TlsFailed, TlsFault

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

# OpenSSL's names of reasons (sslerr.h). Those of alerts are what the server sent.
_FAULT_BY_REASON = {
    "WRONG_VERSION_NUMBER": TlsFault.NOT_TLS,
    "PACKET_LENGTH_TOO_LONG": TlsFault.NOT_TLS,
    "RECORD_LAYER_FAILURE": TlsFault.NOT_TLS,
    "UNKNOWN_PROTOCOL": TlsFault.NOT_TLS,
    "HTTP_REQUEST": TlsFault.NOT_TLS,
    "HTTPS_PROXY_REQUEST": TlsFault.NOT_TLS,
    "TLSV1_ALERT_PROTOCOL_VERSION": TlsFault.TOO_OLD,
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": TlsFault.TOO_OLD,
    "UNSUPPORTED_PROTOCOL": TlsFault.TOO_OLD,
    "UNSUPPORTED_SSL_VERSION": TlsFault.TOO_OLD,
    "VERSION_TOO_LOW": TlsFault.TOO_OLD,
    "DH_KEY_TOO_SMALL": TlsFault.TOO_OLD,
    "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED": TlsFault.TOO_OLD,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": TlsFault.TOO_OLD,
}

# The server's alerts about our certificate. Under TLS 1.3 they come after the handshake, instead of a response.
_CLIENT_CERTIFICATE_REASONS = frozenset(
    {
        "TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "SSLV3_ALERT_BAD_CERTIFICATE",
        "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
        "SSLV3_ALERT_NO_CERTIFICATE",
        "TLSV1_ALERT_UNKNOWN_CA",
        "TLSV1_ALERT_ACCESS_DENIED",
    }
)

# What a connection that is damaged or ends in the handshake looks like.
_BROKEN_REASONS = frozenset(
    {
        "UNEXPECTED_EOF_WHILE_READING",
        "DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
        "SSLV3_ALERT_BAD_RECORD_MAC",
        "BAD_RECORD_TYPE",
        "UNEXPECTED_RECORD",
        "BAD_SIGNATURE",
        "DIGEST_CHECK_FAILED",
        "TLSV1_ALERT_DECODE_ERROR",
        "TLSV1_ALERT_DECRYPT_ERROR",
    }
)


def create_tls_context() -> ssl.SSLContext:
    """Return a context that trusts the certificates that the operating system trusts, for TLS 1.2 and newer.

    Debian's Python leaves the lowest version to a file of the system that can be missing.
    """
    # Takes 30 ms to import, which the first window does not wait for.
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def map_tls_error(error: ssl.SSLError, *, is_in_handshake: bool) -> CertificateRefused | TlsFailed | None:
    """Return the error for TLS that failed; None if no more than the connection broke."""
    detail = getattr(error, "verify_message", "") or error.reason or error.strerror or str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return CertificateRefused(_FAULT_BY_VERIFY_CODE.get(error.verify_code, CertificateFault.OTHER), detail)
    if error.reason in _CLIENT_CERTIFICATE_REASONS:
        return TlsFailed(TlsFault.CLIENT_CERTIFICATE, detail)
    is_end = isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError)
    if not is_in_handshake or is_end or error.reason in _BROKEN_REASONS:
        return None
    return TlsFailed(_FAULT_BY_REASON.get(error.reason or "", TlsFault.OTHER), detail)
