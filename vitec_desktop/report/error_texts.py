"""The words for what can go wrong with the service, one declaration for each thing that a user can act on.

In braces stand facts: {office}, {for_office}, {status}, {in_parentheses}, {time}, {later}, {host}, {proxy}, {where},
{messages}, {detail}, {base_url}, {error}. `report.problems` fills them in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AddressRefused,
    AnswerCutShort,
    CertificateFault,
    CertificateRefused,
    ConnectionRefused,
    ConnectTimedOut,
    Interrupted,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    RequestRefused,
    ServiceDown,
    ServiceError,
    SignInRefused,
    TimedOut,
)


@dataclass(frozen=True, slots=True)
class ErrorTexts:
    """What happened, what it means and what to do next: Swedish source texts in context "Problems".

    `cause` is what happened in a summary, where nothing follows that explains it; `what` where it is empty.
    """

    what: str
    why: str
    next_step: str
    cause: str = ""


_CHECK_ADDRESS = QT_TRANSLATE_NOOP("Problems", "Kontrollera adressen i anslutningen.")
_TRY_AGAIN = QT_TRANSLATE_NOOP("Problems", "Försök igen. Händer det flera gånger, kontakta Vitec.")
_TRY_LATER = QT_TRANSLATE_NOOP("Problems", "Försök igen {later}.")
_NOT_SAFE = QT_TRANSLATE_NOOP("Problems", "Anslutningen är inte säker, så inget lösenord skickades.")
_PROXY_STOPPED = QT_TRANSLATE_NOOP("Problems", "Nätverkets proxy släppte inte igenom frågan{in_parentheses}.")
_REFUSED = QT_TRANSLATE_NOOP("Problems", "Tjänsten godtog inte frågan (400).")
_CHECK_REQUEST = QT_TRANSLATE_NOOP("Problems", "Kontrollera kund-id i anslutningen och perioden, och försök igen.")

ERROR_TEXTS: Mapping[type[ServiceError], ErrorTexts] = {
    SignInRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Inloggningen nekades."),
        QT_TRANSLATE_NOOP("Problems", "Användarnamnet eller lösenordet stämmer inte{for_office} (401)."),
        QT_TRANSLATE_NOOP("Problems", "Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."),
        QT_TRANSLATE_NOOP("Problems", "Inloggningen nekades (401)."),
    ),
    AccessRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Åtkomst nekad (403)."),
        QT_TRANSLATE_NOOP("Problems", "Inloggningen stämmer, men får inte läsa rapporten för {office}."),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Jämför kund-id och behörighet med uppgifterna i partnerportalen; där syns också dina senaste anrop.",
        ),
    ),
    RequestRefused: ErrorTexts(
        _REFUSED,
        QT_TRANSLATE_NOOP("Problems", "Tjänsten svarade: {messages}"),
        _CHECK_REQUEST,
        QT_TRANSLATE_NOOP("Problems", "Tjänsten godtog inte frågan (400): {messages}"),
    ),
    ServiceDown: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Tjänsten är inte tillgänglig just nu ({status})."),
        QT_TRANSLATE_NOOP("Problems", "Vitec kan ha en driftstörning eller göra underhåll."),
        _TRY_LATER,
    ),
    ConnectionRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Tjänsten tar inte emot någon anslutning."),
        QT_TRANSLATE_NOOP(
            "Problems", "Servern finns, men svarar inte. Den kan vara avstängd, eller så är adressen fel."
        ),
        QT_TRANSLATE_NOOP(
            "Problems", "Försök igen om en stund. Hjälper inte det, kontrollera adressen i anslutningen."
        ),
    ),
    NoNetwork: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Tjänsten kunde inte nås."),
        QT_TRANSLATE_NOOP("Problems", "{host} gick inte att hitta: internet saknas, eller så är adressen fel."),
        QT_TRANSLATE_NOOP("Problems", "Kontrollera att datorn har internet, och adressen i anslutningen."),
    ),
    CertificateRefused: ErrorTexts(
        _NOT_SAFE,
        QT_TRANSLATE_NOOP("Problems", "Serverns certifikat kunde inte godkännas: {detail}."),
        QT_TRANSLATE_NOOP("Problems", "Visa detta för er it-ansvariga."),
    ),
    ProxyFailed: ErrorTexts(
        _PROXY_STOPPED,
        QT_TRANSLATE_NOOP("Problems", "Proxyn {proxy} svarade inte, eller nekade."),
        QT_TRANSLATE_NOOP("Problems", "Kontrollera datorns proxyinställningar, eller fråga er it-ansvariga."),
    ),
    NotAReport: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Svaret gick inte att läsa{in_parentheses}."),
        QT_TRANSLATE_NOOP("Problems", "Det är skadat, eller kommer från något annat än Vitecs tjänst."),
        _TRY_AGAIN,
    ),
    AnswerCutShort: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Svaret bröts innan det var klart."),
        QT_TRANSLATE_NOOP("Problems", "Anslutningen till tjänsten försvann mitt i svaret."),
        QT_TRANSLATE_NOOP("Problems", "Försök igen. Händer det ofta, kontrollera nätverket."),
    ),
    TimedOut: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Tjänsten svarade inte i tid."),
        QT_TRANSLATE_NOOP("Problems", "Inget svar kom inom {time}."),
        QT_TRANSLATE_NOOP("Problems", "Försök igen om en stund."),
    ),
    ConnectTimedOut: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Tjänsten kunde inte nås i tid."),
        QT_TRANSLATE_NOOP("Problems", "Ingen anslutning blev till inom {time}. En brandvägg kan stå i vägen."),
        QT_TRANSLATE_NOOP("Problems", "Kontrollera att datorn har internet, och försök igen om en stund."),
    ),
    Interrupted: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Hämtningen avbröts."),
        QT_TRANSLATE_NOOP("Problems", "Du avbröt den innan allt var hämtat."),
        QT_TRANSLATE_NOOP("Problems", "Försök igen för att hämta det som saknas."),
    ),
    AddressRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Adressen kan inte användas."),
        QT_TRANSLATE_NOOP(
            "Problems", "Lösenordet skickas bara till en adress som börjar med https://. Adressen är nu ”{base_url}”."
        ),
        QT_TRANSLATE_NOOP("Problems", "Rätta adressen i anslutningen."),
    ),
    ServiceError: ErrorTexts(
        QT_TRANSLATE_NOOP("Problems", "Ett oväntat fel inträffade."),
        QT_TRANSLATE_NOOP("Problems", "Programmet känner inte till felet {error}."),
        _TRY_AGAIN,
    ),
}
"""The words of each error, where none of its `ERROR_TEXT_VARIANTS` says more."""

ERROR_TEXT_VARIANTS: Mapping[type[ServiceError], Mapping[object, ErrorTexts]] = {
    RequestRefused: {
        (): ErrorTexts(_REFUSED, QT_TRANSLATE_NOOP("Problems", "Tjänsten sade inte varför."), _CHECK_REQUEST),
    },
    ServiceDown: {
        429: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Tjänsten tar inte emot fler frågor just nu (429)."),
            QT_TRANSLATE_NOOP("Problems", "Den har fått för många frågor på kort tid."),
            _TRY_LATER,
        ),
        500: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Tjänsten fick ett oväntat fel (500)."),
            QT_TRANSLATE_NOOP("Problems", "Felet ligger hos Vitec, inte hos dig."),
            QT_TRANSLATE_NOOP("Problems", "Försök igen {later}. Händer det flera gånger, kontakta Vitec."),
        ),
    },
    CertificateRefused: {
        CertificateFault.EXPIRED: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP("Problems", "Serverns certifikat gäller inte idag, eller så går datorns klocka fel."),
            QT_TRANSLATE_NOOP("Problems", "Kontrollera datorns datum och tid. Stämmer de, kontakta er it-ansvariga."),
        ),
        CertificateFault.WRONG_HOST: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP("Problems", "Servern visade ett certifikat för en annan adress."),
            QT_TRANSLATE_NOOP(
                "Problems", "Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga."
            ),
        ),
        CertificateFault.UNKNOWN_ISSUER: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP(
                "Problems",
                "Datorn litar inte på den som har utfärdat serverns certifikat. Ofta beror det på en brandvägg.",
            ),
            QT_TRANSLATE_NOOP("Problems", "Be er it-ansvariga installera brandväggens certifikat på datorn."),
        ),
    },
    ProxyFailed: {
        ProxyDemand.WINDOWS_SIGN_IN: ErrorTexts(
            _PROXY_STOPPED,
            QT_TRANSLATE_NOOP(
                "Problems",
                "Proxyn {proxy} vill ha en inloggning med Windows-konto (NTLM eller Kerberos), och det stöds inte.",
            ),
            QT_TRANSLATE_NOOP("Problems", "Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn."),
            QT_TRANSLATE_NOOP(
                "Problems", "Nätverkets proxy vill ha en inloggning med Windows-konto (NTLM eller Kerberos, {status})."
            ),
        ),
        ProxyDemand.SCRIPT: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Tjänsten kunde inte nås utan nätverkets proxy."),
            QT_TRANSLATE_NOOP(
                "Problems", "Datorn hittar sin proxy med ett skript (PAC). Programmet kan inte köra det."
            ),
            QT_TRANSLATE_NOOP(
                "Problems", "Fråga er it-ansvariga efter proxyns namn och port, och ange dem under Arkiv › Nätverk."
            ),
            QT_TRANSLATE_NOOP(
                "Problems", "Nätverkets proxy hittas med ett skript (PAC), som programmet inte kan köra."
            ),
        ),
        407: ErrorTexts(
            _PROXY_STOPPED,
            QT_TRANSLATE_NOOP("Problems", "Proxyn {proxy} vill ha en egen inloggning, och det stöds inte."),
            QT_TRANSLATE_NOOP("Problems", "Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn."),
            QT_TRANSLATE_NOOP("Problems", "Nätverkets proxy vill ha en egen inloggning ({status})."),
        ),
    },
    NotAReport: {
        NotAReportReason.HTML: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Svaret var en webbsida, ingen rapport."),
            QT_TRANSLATE_NOOP(
                "Problems",
                "Ofta vill nätverket att du loggar in, till exempel ett gästnät. Adressen kan också vara fel.",
            ),
            QT_TRANSLATE_NOOP(
                "Problems",
                "Öppna webbläsaren och se om du behöver logga in. Annars: kontrollera adressen i anslutningen.",
            ),
        ),
        NotAReportReason.EMPTY: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Svaret var tomt."),
            QT_TRANSLATE_NOOP("Problems", "Tjänsten svarade, men skickade ingen rapport."),
            _TRY_AGAIN,
        ),
        NotAReportReason.WRONG_SHAPE: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Svaret ser inte ut som en rapport{in_parentheses}."),
            QT_TRANSLATE_NOOP("Problems", "Adressen leder till något annat, eller så har Vitec ändrat rapporten."),
            QT_TRANSLATE_NOOP(
                "Problems", "Kontrollera adressen i anslutningen, och om det finns en ny version av programmet."
            ),
        ),
        NotAReportReason.REDIRECT: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Tjänsten hänvisar till en annan adress{in_parentheses}."),
            QT_TRANSLATE_NOOP("Problems", "Dit skickas inget lösenord, så rapporten hämtades inte."),
            _CHECK_ADDRESS,
        ),
        NotAReportReason.NOT_FOUND: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Det finns ingen rapport på adressen ({status})."),
            QT_TRANSLATE_NOOP("Problems", "Adressen är fel, eller så har tjänsten flyttat."),
            _CHECK_ADDRESS,
        ),
        NotAReportReason.TOO_LARGE: ErrorTexts(
            QT_TRANSLATE_NOOP("Problems", "Svaret var för stort."),
            QT_TRANSLATE_NOOP("Problems", "Det är större än vad programmet kan ta emot på en gång."),
            QT_TRANSLATE_NOOP("Problems", "Prova en kortare period."),
        ),
    },
}
"""Words for one kind of an error, by the fact that tells it from the others (see `_VARIANT_KEY`)."""

_VARIANT_KEY: Mapping[type[ServiceError], Callable[..., object]] = {
    RequestRefused: lambda error: error.messages,
    ServiceDown: lambda error: error.status,
    CertificateRefused: lambda error: error.fault,
    ProxyFailed: lambda error: error.demand or error.status,
    NotAReport: lambda error: error.reason,
}


def find_error_texts(error: ServiceError) -> ErrorTexts:
    """The words for an error; those of the class it is derived from where it has none of its own."""
    for kind in type(error).__mro__:
        if kind in _VARIANT_KEY and (words := ERROR_TEXT_VARIANTS[kind].get(_VARIANT_KEY[kind](error))):
            return words
        if kind in ERROR_TEXTS:
            return ERROR_TEXTS[kind]
    return ERROR_TEXTS[ServiceError]
