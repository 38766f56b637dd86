"""Messages about reports that could not be fetched: what happened, what it means, and what the user can do.

Each error of the service has its texts here, declared once; those for exports are in `export.error_texts`.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct

from vitec_desktop.report.formatting import format_count, format_day, format_days, group_digits
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AddressRefused,
    AnswerCutShort,
    AnsweredByOther,
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
    ProxyFault,
    ProxyUnusable,
    RequestRefused,
    ServiceDown,
    ServiceError,
    ServiceGivenUp,
    SignInRefused,
    TimedOut,
    TlsFailed,
    TlsFault,
    UnexpectedError,
)
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart


class Correction(StrEnum):
    """What the user may have to correct after an error. `OR_RETRY`: another try may help as well."""

    CONNECTION = "connection"
    CONNECTION_OR_RETRY = "connection or retry"
    NETWORK = "network"


class ErrorTexts(Struct, frozen=True):
    """The Swedish source texts for one error, in context "Errors", with the fields that `_facts` fills in.

    Attributes:
        what: what happened.
        why: what it means.
        next_step: what the user can do.
        cause: what happened, for a summary that shows no `why`; "" if `what` says enough.
        correction: what `next_step` asks to correct; None for nothing in this program.
    """

    what: str
    why: str
    next_step: str
    cause: str = ""
    correction: Correction | None = None


_CHECK_ADDRESS = QT_TRANSLATE_NOOP("Errors", "Kontrollera adressen i anslutningen.")
_CORRECT_ADDRESS = QT_TRANSLATE_NOOP("Errors", "Rätta adressen i anslutningen.")
_TRY_AGAIN = QT_TRANSLATE_NOOP("Errors", "Försök igen. Händer det flera gånger, kontakta Vitec.")
_TRY_LATER = QT_TRANSLATE_NOOP("Errors", "Försök igen {later}.")
_NOT_SAFE = QT_TRANSLATE_NOOP("Errors", "Anslutningen är inte säker, så inget lösenord skickades.")
_NO_SAFE_CONNECTION = QT_TRANSLATE_NOOP("Errors", "Ingen säker anslutning kom till stånd.")
_PROXY_STOPPED = QT_TRANSLATE_NOOP("Errors", "Nätverkets proxy släppte inte igenom frågan{in_parentheses}.")
_ASK_FOR_PROXY = QT_TRANSLATE_NOOP(
    "Errors", "Fråga er it-ansvariga efter proxyns namn och port, och ange dem under Arkiv › Nätverk."
)
_REFUSED = QT_TRANSLATE_NOOP("Errors", "Tjänsten godtog inte frågan (400).")
_CHECK_REQUEST = QT_TRANSLATE_NOOP("Errors", "Kontrollera kund-id i anslutningen och perioden, och försök igen.")

_BY_OTHER = "by other"  # the variant of an error with a speaker other than the service

ERROR_TEXTS: Mapping[type[ServiceError], ErrorTexts] = {
    SignInRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Inloggningen nekades."),
        QT_TRANSLATE_NOOP("Errors", "Användarnamnet eller lösenordet stämmer inte{for_office} (401)."),
        QT_TRANSLATE_NOOP("Errors", "Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."),
        QT_TRANSLATE_NOOP("Errors", "Inloggningen nekades (401)."),
        correction=Correction.CONNECTION,
    ),
    AccessRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Åtkomst nekad (403)."),
        QT_TRANSLATE_NOOP("Errors", "Inloggningen stämmer, men får inte läsa rapporten för {office}."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Jämför kund-id och behörighet med uppgifterna i partnerportalen; där syns också dina senaste anrop.",
        ),
        correction=Correction.CONNECTION_OR_RETRY,
    ),
    RequestRefused: ErrorTexts(
        _REFUSED,
        QT_TRANSLATE_NOOP("Errors", "Tjänsten svarade: {messages}"),
        _CHECK_REQUEST,
        QT_TRANSLATE_NOOP("Errors", "Tjänsten godtog inte frågan (400): {messages}"),
        correction=Correction.CONNECTION,
    ),
    AnsweredByOther: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Något annat än tjänsten verkar ha svarat ({status})."),
        QT_TRANSLATE_NOOP("Errors", "Svaret verkar komma från {speaker} på vägen, inte från Vitecs tjänst själv."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Kontrollera adressen i anslutningen. Stämmer den, fråga er it-ansvariga om något på nätverket stoppar "
            "programmet.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Något annat än tjänsten verkar ha svarat: {speaker} ({status})."),
        correction=Correction.CONNECTION_OR_RETRY,
    ),
    ServiceDown: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Tjänsten är inte tillgänglig just nu ({status})."),
        QT_TRANSLATE_NOOP("Errors", "Vitec kan ha en driftstörning eller göra underhåll."),
        _TRY_LATER,
    ),
    ServiceGivenUp: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Flera delar i rad gick inte att hämta ({status}), så resten hämtades inte."),
        QT_TRANSLATE_NOOP("Errors", "Vitec kan ha en driftstörning eller göra underhåll."),
        _TRY_LATER,
    ),
    ConnectionRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Tjänsten tar inte emot någon anslutning."),
        QT_TRANSLATE_NOOP("Errors", "Servern finns, men svarar inte. Den kan vara avstängd, eller så är adressen fel."),
        QT_TRANSLATE_NOOP("Errors", "Försök igen om en stund. Hjälper inte det, kontrollera adressen i anslutningen."),
        correction=Correction.CONNECTION_OR_RETRY,
    ),
    NoNetwork: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Tjänsten kunde inte nås."),
        QT_TRANSLATE_NOOP("Errors", "{host} gick inte att hitta: internet saknas, eller så är adressen fel."),
        QT_TRANSLATE_NOOP("Errors", "Kontrollera att datorn har internet, och adressen i anslutningen."),
        correction=Correction.CONNECTION_OR_RETRY,
    ),
    CertificateRefused: ErrorTexts(
        _NOT_SAFE,
        QT_TRANSLATE_NOOP("Errors", "Serverns certifikat kunde inte godkännas: {detail}."),
        QT_TRANSLATE_NOOP("Errors", "Visa detta för er it-ansvariga."),
    ),
    TlsFailed: ErrorTexts(
        _NO_SAFE_CONNECTION,
        QT_TRANSLATE_NOOP("Errors", "Datorn och servern kom inte överens om TLS: {detail}. Inget lösenord skickades."),
        QT_TRANSLATE_NOOP("Errors", "Visa detta för er it-ansvariga."),
    ),
    ProxyFailed: ErrorTexts(
        _PROXY_STOPPED,
        QT_TRANSLATE_NOOP("Errors", "Proxyn {proxy} svarade inte, eller nekade."),
        QT_TRANSLATE_NOOP("Errors", "Kontrollera datorns proxyinställningar, eller fråga er it-ansvariga."),
    ),
    ProxyUnusable: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Proxyns adress går inte att använda."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Den ska vara ett namn och en port, men är det inte under Arkiv › Nätverk eller i datorns inställningar. "
            "Inget skickades.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Rätta adressen under Arkiv › Nätverk, eller fråga er it-ansvariga."),
        correction=Correction.NETWORK,
    ),
    NotAReport: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Svaret gick inte att läsa{in_parentheses}."),
        QT_TRANSLATE_NOOP("Errors", "Det är skadat, eller kommer från något annat än Vitecs tjänst."),
        _TRY_AGAIN,
    ),
    AnswerCutShort: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Svaret bröts innan det var klart."),
        QT_TRANSLATE_NOOP("Errors", "Anslutningen till tjänsten försvann mitt i svaret."),
        QT_TRANSLATE_NOOP("Errors", "Försök igen. Händer det ofta, kontrollera nätverket."),
    ),
    TimedOut: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Tjänsten svarade inte i tid."),
        QT_TRANSLATE_NOOP("Errors", "Inget svar kom inom {time}."),
        QT_TRANSLATE_NOOP("Errors", "Försök igen om en stund."),
    ),
    ConnectTimedOut: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Tjänsten kunde inte nås i tid."),
        QT_TRANSLATE_NOOP("Errors", "Ingen anslutning blev till inom {time}. En brandvägg kan stå i vägen."),
        QT_TRANSLATE_NOOP("Errors", "Kontrollera att datorn har internet, och försök igen om en stund."),
    ),
    Interrupted: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Hämtningen avbröts."),
        QT_TRANSLATE_NOOP("Errors", "Du avbröt den innan allt var hämtat."),
        QT_TRANSLATE_NOOP("Errors", "Försök igen för att hämta det som saknas."),
    ),
    AddressRefused: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Adressen kan inte användas."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Lösenordet skickas bara till en adress som börjar med https://. Adressen är nu ”{base_url}”.",
        ),
        _CORRECT_ADDRESS,
        correction=Correction.CONNECTION,
    ),
    UnexpectedError: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Ett oväntat fel inträffade ({error})."),
        QT_TRANSLATE_NOOP("Errors", "Programmet känner inte till felet, och hoppade över den här delen."),
        QT_TRANSLATE_NOOP("Errors", "Försök igen. Händer det flera gånger, visa detaljerna för er it-ansvariga."),
    ),
    ServiceError: ErrorTexts(
        QT_TRANSLATE_NOOP("Errors", "Ett oväntat fel inträffade."),
        QT_TRANSLATE_NOOP("Errors", "Programmet känner inte till felet {error}."),
        _TRY_AGAIN,
    ),
}
"""The texts of each error class, for errors that have none in `ERROR_TEXT_VARIANTS`."""

ERROR_TEXT_VARIANTS: Mapping[type[ServiceError], Mapping[object, ErrorTexts]] = {
    SignInRefused: {
        _BY_OTHER: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Inloggningen nekades."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Användarnamnet eller lösenordet{for_office} godtogs inte (401). Frågan om inloggning kom från "
                "{speaker}: är det inte Vitecs tjänst, är det något på nätverket.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Jämför med uppgifterna i partnerportalen. Stämmer de, fråga er it-ansvariga."),
            QT_TRANSLATE_NOOP("Errors", "Inloggningen nekades av {speaker} (401)."),
            correction=Correction.CONNECTION,
        ),
    },
    RequestRefused: {
        (): ErrorTexts(
            _REFUSED,
            QT_TRANSLATE_NOOP("Errors", "Tjänsten sade inte varför."),
            _CHECK_REQUEST,
            correction=Correction.CONNECTION,
        ),
    },
    ServiceDown: {
        _BY_OTHER: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten kunde inte nås just nu ({status})."),
            QT_TRANSLATE_NOOP("Errors", "Svaret verkar komma från {speaker} på vägen, inte från Vitecs tjänst själv."),
            QT_TRANSLATE_NOOP("Errors", "Försök igen {later}. Hjälper inte det, fråga er it-ansvariga."),
            QT_TRANSLATE_NOOP("Errors", "Tjänsten kunde inte nås just nu, svarade {speaker} på vägen ({status})."),
        ),
        429: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten tar inte emot fler frågor just nu (429)."),
            QT_TRANSLATE_NOOP("Errors", "Den har fått för många frågor på kort tid."),
            _TRY_LATER,
        ),
        500: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten fick ett oväntat fel (500)."),
            QT_TRANSLATE_NOOP("Errors", "Felet ligger hos Vitec, inte hos dig."),
            QT_TRANSLATE_NOOP("Errors", "Försök igen {later}. Händer det flera gånger, kontakta Vitec."),
        ),
    },
    ServiceGivenUp: {
        _BY_OTHER: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Flera delar i rad gick inte att hämta ({status}), så resten hämtades inte."),
            QT_TRANSLATE_NOOP("Errors", "Svaret verkar komma från {speaker} på vägen, inte från Vitecs tjänst själv."),
            QT_TRANSLATE_NOOP("Errors", "Försök igen {later}. Hjälper inte det, fråga er it-ansvariga."),
        ),
    },
    CertificateRefused: {
        CertificateFault.EXPIRED: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP("Errors", "Serverns certifikat gäller inte idag, eller så går datorns klocka fel."),
            QT_TRANSLATE_NOOP("Errors", "Kontrollera datorns datum och tid. Stämmer de, kontakta er it-ansvariga."),
        ),
        CertificateFault.WRONG_HOST: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP("Errors", "Servern visade ett certifikat för en annan adress."),
            QT_TRANSLATE_NOOP("Errors", "Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga."),
            correction=Correction.CONNECTION,
        ),
        CertificateFault.UNKNOWN_ISSUER: ErrorTexts(
            _NOT_SAFE,
            QT_TRANSLATE_NOOP(
                "Errors",
                "Datorn litar inte på den som har utfärdat serverns certifikat. Ofta beror det på en brandvägg.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Be er it-ansvariga installera brandväggens certifikat på datorn."),
        ),
    },
    TlsFailed: {
        TlsFault.NOT_TLS: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Servern talar inte TLS."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Den tar inte emot säkra anslutningar, så inget lösenord skickades. Porten kan vara fel, eller så "
                "svarar något annat på vägen.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga."),
            correction=Correction.CONNECTION,
        ),
        TlsFault.TOO_OLD: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Serverns TLS är för gammal."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Servern, eller en brandvägg på vägen, kan ingen TLS som är säker nog ({detail}). Inget lösenord "
                "skickades.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Visa detta för er it-ansvariga."),
        ),
        TlsFault.CLIENT_CERTIFICATE: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Servern vill ha ett certifikat från den här datorn."),
            QT_TRANSLATE_NOOP(
                "Errors", "Vitecs tjänst begär inget sådant. Adressen är fel, eller så svarar något annat på vägen."
            ),
            QT_TRANSLATE_NOOP("Errors", "Kontrollera adressen i anslutningen. Stämmer den, kontakta er it-ansvariga."),
            correction=Correction.CONNECTION,
        ),
    },
    ProxyFailed: {
        ProxyDemand.WINDOWS_SIGN_IN: ErrorTexts(
            _PROXY_STOPPED,
            QT_TRANSLATE_NOOP(
                "Errors",
                "Proxyn {proxy} vill ha en inloggning med Windows-konto (NTLM eller Kerberos), och det stöds inte.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Nätverkets proxy vill ha en inloggning med Windows-konto (NTLM eller Kerberos, {status}).",
            ),
        ),
        ProxyDemand.SCRIPT: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten kunde inte nås utan nätverkets proxy."),
            QT_TRANSLATE_NOOP("Errors", "Datorn hittar sin proxy med ett skript (PAC). Programmet kan inte köra det."),
            _ASK_FOR_PROXY,
            QT_TRANSLATE_NOOP("Errors", "Nätverkets proxy hittas med ett skript (PAC), som programmet inte kan köra."),
            correction=Correction.NETWORK,
        ),
        ProxyDemand.OTHER_SIGN_IN: ErrorTexts(
            _PROXY_STOPPED,
            QT_TRANSLATE_NOOP("Errors", "Proxyn {proxy} godtog inte användarnamnet och lösenordet i sin adress."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Rätta användarnamnet och lösenordet i miljövariabeln HTTPS_PROXY, eller fråga er it-ansvariga.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Nätverkets proxy nekade inloggningen i sin adress ({status})."),
        ),
        407: ErrorTexts(
            _PROXY_STOPPED,
            QT_TRANSLATE_NOOP("Errors", "Proxyn {proxy} vill ha en egen inloggning, och programmet har ingen."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Be er it-ansvariga släppa igenom programmet utan inloggning i proxyn, eller ange den i miljövariabeln "
                "HTTPS_PROXY.",
            ),
            QT_TRANSLATE_NOOP("Errors", "Nätverkets proxy vill ha en egen inloggning ({status})."),
        ),
    },
    ProxyUnusable: {
        ProxyFault.SOCKS: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "SOCKS-proxyer stöds inte."),
            QT_TRANSLATE_NOOP(
                "Errors", "Datorn är inställd på SOCKS-proxyn {proxy}. Programmet kan bara använda HTTP-proxyer."
            ),
            _ASK_FOR_PROXY,
            correction=Correction.NETWORK,
        ),
        ProxyFault.NOT_HTTP: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Det som svarar på proxyns adress är ingen HTTP-proxy."),
            QT_TRANSLATE_NOOP("Errors", "Svaret från {proxy} var inte HTTP. Porten kan vara den för SOCKS eller TLS."),
            _ASK_FOR_PROXY,
            correction=Correction.NETWORK,
        ),
        ProxyFault.CERTIFICATE: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Proxyns certifikat kunde inte godkännas."),
            QT_TRANSLATE_NOOP(
                "Errors", "Datorn litar inte på certifikatet som proxyn {proxy} visade. Inget skickades."
            ),
            QT_TRANSLATE_NOOP("Errors", "Visa detta för er it-ansvariga."),
        ),
    },
    NotAReport: {
        NotAReportReason.HTML: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Svaret var en webbsida, ingen rapport."),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Ofta vill nätverket att du loggar in, till exempel ett gästnät. Adressen kan också vara fel.",
            ),
            QT_TRANSLATE_NOOP(
                "Errors",
                "Öppna webbläsaren och se om du behöver logga in. Annars: kontrollera adressen i anslutningen.",
            ),
            correction=Correction.CONNECTION_OR_RETRY,
        ),
        NotAReportReason.EMPTY: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Svaret var tomt."),
            QT_TRANSLATE_NOOP("Errors", "Tjänsten svarade, men skickade ingen rapport."),
            _TRY_AGAIN,
        ),
        NotAReportReason.WRONG_SHAPE: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Svaret ser inte ut som en rapport{in_parentheses}."),
            QT_TRANSLATE_NOOP("Errors", "Adressen leder till något annat, eller så har Vitec ändrat rapporten."),
            QT_TRANSLATE_NOOP(
                "Errors", "Kontrollera adressen i anslutningen, och om det finns en ny version av programmet."
            ),
            correction=Correction.CONNECTION,
        ),
        NotAReportReason.REDIRECT: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten hänvisar till en annan adress{in_parentheses}."),
            QT_TRANSLATE_NOOP("Errors", "Dit skickas inget lösenord, så rapporten hämtades inte."),
            _CHECK_ADDRESS,
            correction=Correction.CONNECTION,
        ),
        NotAReportReason.SAME_HOST: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Tjänsten hänvisar till en annan sida på samma server{in_parentheses}."),
            QT_TRANSLATE_NOOP("Errors", "Ofta är det en inloggningssida, eller så saknas en del av adressen."),
            QT_TRANSLATE_NOOP("Errors", "Kontrollera adressen i anslutningen. Stämmer den, kontakta Vitec."),
            correction=Correction.CONNECTION,
        ),
        NotAReportReason.NOT_FOUND: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Det finns ingen rapport på adressen ({status})."),
            QT_TRANSLATE_NOOP("Errors", "Adressen är fel, eller så har tjänsten flyttat."),
            _CHECK_ADDRESS,
            correction=Correction.CONNECTION,
        ),
        NotAReportReason.TOO_LARGE: ErrorTexts(
            QT_TRANSLATE_NOOP("Errors", "Svaret var för stort."),
            QT_TRANSLATE_NOOP("Errors", "Det är större än vad programmet kan ta emot på en gång."),
            QT_TRANSLATE_NOOP("Errors", "Prova en kortare period."),
        ),
    },
}
"""More exact texts of an error class, by one of the error's facts (see `_VARIANT_KEY`)."""

_VARIANT_KEY: Mapping[type[ServiceError], Callable[..., object]] = {
    RequestRefused: lambda error: error.messages,
    ServiceDown: lambda error: error.status if error.speaker is None or error.status == 429 else _BY_OTHER,
    ServiceGivenUp: lambda error: None if error.speaker is None else _BY_OTHER,
    SignInRefused: lambda error: None if error.speaker is None else _BY_OTHER,
    CertificateRefused: lambda error: error.fault,
    TlsFailed: lambda error: error.fault,
    ProxyFailed: lambda error: error.demand or error.status,
    ProxyUnusable: lambda error: error.fault,
    NotAReport: lambda error: error.reason,
}

_LATER = QT_TRANSLATE_NOOP("Errors", "om en stund")
_LATER_IN = QT_TRANSLATE_NOOP("Errors", "om {time}")
_LATER_AFTER = QT_TRANSLATE_NOOP("Errors", "efter klockan {time}")
_LATER_AFTER_ON = QT_TRANSLATE_NOOP("Errors", "efter {day} klockan {time}")
_SECONDS = QT_TRANSLATE_NOOP("Errors", "{count} s")
_MINUTES = QT_TRANSLATE_NOOP("Errors", "{count} min")
_HOURS = QT_TRANSLATE_NOOP("Errors", "{count} tim")
_UNNAMED_PROXY = QT_TRANSLATE_NOOP("Errors", "i nätverket")
_UNNAMED_SPEAKER = QT_TRANSLATE_NOOP("Errors", "en brandvägg, en proxy eller en webbserver")
_UNNAMED_OFFICE = QT_TRANSLATE_NOOP("Errors", "kontoret")
_SELECTED_OFFICES = QT_TRANSLATE_NOOP("Errors", "de valda kontoren")
_FOR_OFFICE = QT_TRANSLATE_NOOP("Errors", "för {office}")
_ROW_AND_COLUMN = QT_TRANSLATE_NOOP("Errors", "rad {line}, kolumn {column}")
_QUOTED = QT_TRANSLATE_NOOP("Errors", "”{text}”")

_REPORT_NOT_FETCHED = QT_TRANSLATE_NOOP("Errors", "Rapporten kunde inte hämtas.")
_ALL_OFFICES_LACK_DAYS = QT_TRANSLATE_NOOP("Errors", "Alla kontor saknar {days}.")
_OFFICE_LACKS_DAYS = QT_TRANSLATE_NOOP("Errors", "{office} saknar {days}.")
_OFFICE_MISSING = QT_TRANSLATE_NOOP("Errors", "{office} saknas.")
_PARTS_MISSING = QT_TRANSLATE_NOOP("Errors", "{count} av %n delar saknas.")
_SOME_PARTS_MISSING = QT_TRANSLATE_NOOP("Errors", "Delar av rapporten saknas.")
_AND = QT_TRANSLATE_NOOP("Errors", "{first} och {last}")
_SEVERAL_CAUSES = QT_TRANSLATE_NOOP("Errors", "Försök igen, eller visa detaljerna för att se orsaken till varje del.")

_LINE_AND_COLUMN = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")

_SUPPORT_FACTS = {
    "status": "HTTP {fact}",
    "retry_after": QT_TRANSLATE_NOOP("Errors", "försök igen om {fact}"),
    "seconds": QT_TRANSLATE_NOOP("Errors", "efter {fact}"),
    "host": "",
    "proxy": "",
    "base_url": "",
    "where": "",
    "detail": "",
    "messages": "",
    "raised_in": "",
}
"""The fields of errors that help whoever is asked for help, and their words; "" for the value alone."""

_NOT_FOR_THE_LOG = frozenset({"messages", "base_url", "host", "proxy", "customer_id", "where", "detail", "speaker"})

_SHORT_WAIT = 90.0
"""From this many seconds on, a message says a time of day: it may be read later."""

_LONGEST_WAIT = timedelta(days=36_500).total_seconds()
"""From this many seconds on, what a server asks for is a mistake, and is not repeated to the user."""

_MAX_NAMES = 3
_MAX_CAUSES = 2


class MissingDays(Struct, frozen=True, order=True):
    """A run of days that are missing for one customer, both ends included."""

    first_day: date
    last_day: date


Gaps = tuple[MissingDays, ...]
"""All missing days of one customer, in order; runs that touch are joined."""


class ErrorMessage(Struct, frozen=True):
    """A message in the user's language: three sentences that can be shown apart; `next_step` may be ""."""

    what: str
    why: str
    next_step: str

    @property
    def text(self) -> str:
        """All sentences, one after the other."""
        return " ".join(part for part in (self.what, self.why, self.next_step) if part)


def describe_error(error: ServiceError, customer: Customer | None, language: Language) -> ErrorMessage:
    """Return the message for an error; with `customer`, it names the office whose report was requested."""
    return _error_message(error, office_text(customer) if customer else "", language)


def find_correction(error: ServiceError) -> Correction | None:
    """Return what the message of an error asks to correct; None for nothing in this program."""
    return _find_texts(error).correction


def cause_text(error: ServiceError, language: Language) -> str:
    """Return the cause of an error in one short sentence with its status: "Åtkomst nekad (403)."."""
    texts = _find_texts(error)
    return _fill_in(texts.cause or texts.what, _facts(error, "", language), language)


def summarise_failed_parts(
    failed_parts: Sequence[FailedPart], language: Language, scope: ReportScope | None = None, part_count: int = 0
) -> ErrorMessage:
    """Return one message for all parts that are missing from a report.

    Args:
        failed_parts: at least one part.
        language: the language of the message.
        scope: what was requested; None if unknown. With it, the message can say that nothing was fetched, or that an
            office is missing altogether.
        part_count: the number of parts requested, for a message with more gaps than it can name; 0 if unknown.
    """
    gaps = missing_days_by_customer(failed_parts)
    causes = _errors_by_cause(failed_parts, language)
    if (scope and is_everything_missing(gaps, scope)) or len(failed_parts) == part_count:
        return _no_report_message(failed_parts, causes, language)
    what = _missing_text(gaps, len(failed_parts), part_count, scope, language)
    why = " ".join(list(causes)[:_MAX_CAUSES])
    return ErrorMessage(what, why, _next_step(failed_parts, causes, language))


def failed_parts_text(failed_parts: Iterable[FailedPart], language: Language) -> str:
    """Return a line for each missing part, for a support request: office, days, cause, and facts.

    It holds no password and nothing of a row, as the errors hold none; the classes of the errors stand in the log.
    """
    return "\n".join(
        " · ".join(
            (
                office_text(one.part.customer),
                f"{one.part.first_day.isoformat()}–{one.part.last_day.isoformat()}",
                cause_text(one.error, language),
                *_support_facts(one.error, language),
            )
        )
        for one in failed_parts
    )


def _support_facts(error: ServiceError, language: Language) -> Iterator[str]:
    """Yield what an error knows, as it is or in a few words."""
    for field in fields(error):
        value = getattr(error, field.name)
        if value in (None, "", ()) or field.name not in _SUPPORT_FACTS:
            continue
        source = _SUPPORT_FACTS[field.name]
        text = " ".join(value) if isinstance(value, tuple) else str(value)
        if isinstance(value, float):
            text = _duration_text(value, language) if math.isfinite(value) else str(value)
        yield language.text("Errors", source).format(fact=text) if source else text


def log_text(error: ServiceError) -> str:
    """Return the error as `technical_text`, without what the user typed and what the service answered."""
    return technical_text(error, _NOT_FOR_THE_LOG)


def technical_text(error: ServiceError, without: Container[str] = ()) -> str:
    """Return the error's class and facts, for support: "ServiceDown(status=503)"; `without` names fields to omit."""
    facts = ((field.name, getattr(error, field.name)) for field in fields(error) if field.name not in without)
    known = ", ".join(f"{name}={_technical_value(value)}" for name, value in facts if value not in (None, "", ()))
    return f"{type(error).__name__}({known})"


def _error_message(error: ServiceError, office: str, language: Language) -> ErrorMessage:
    texts = _find_texts(error)
    facts = _facts(error, office, language)
    return ErrorMessage(*(_fill_in(text, facts, language) for text in (texts.what, texts.why, texts.next_step)))


def _no_report_message(
    failed_parts: Sequence[FailedPart], causes: Mapping[str, ServiceError], language: Language
) -> ErrorMessage:
    what = language.text("Errors", _REPORT_NOT_FETCHED)
    if len(causes) > 1:
        reasons = " ".join(list(causes)[:_MAX_CAUSES])
        return ErrorMessage(what, reasons, _next_step(failed_parts, causes, language))
    offices = {office_text(one.part.customer) for one in failed_parts}
    office = offices.pop() if len(offices) == 1 else language.text("Errors", _SELECTED_OFFICES)
    problem = _error_message(failed_parts[0].error, office, language)
    return ErrorMessage(what, f"{problem.what} {problem.why}", _next_step(failed_parts, causes, language))


def _next_step(failed_parts: Sequence[FailedPart], causes: Mapping[str, ServiceError], language: Language) -> str:
    """Return what the user can do: come back at the latest time that the service asks for, if it asks for one."""
    last = max((one.error for one in failed_parts), key=lambda error: _asked_wait(error)[1] or datetime.min)
    is_only_cause = len(causes) == 1 or {type(error) for error in causes.values()} <= {ServiceDown, ServiceGivenUp}
    if is_only_cause or _asked_wait(last)[0] >= _SHORT_WAIT:
        return describe_error(last, None, language).next_step
    return language.text("Errors", _SEVERAL_CAUSES)


def _errors_by_cause(failed_parts: Iterable[FailedPart], language: Language) -> dict[str, ServiceError]:
    """Return one error for each cause, by its text, in the order of their first occurrence."""
    causes: dict[str, ServiceError] = {}
    for one in failed_parts:
        causes.setdefault(cause_text(one.error, language), one.error)
    return causes


def _missing_text(
    gaps: Mapping[Customer, Gaps], count: int, part_count: int, scope: ReportScope | None, language: Language
) -> str:
    same = set(gaps.values())
    if len(same) == 1 and scope and len(scope.customers) > 1 and gaps.keys() == set(scope.customers):
        return language.text("Errors", _ALL_OFFICES_LACK_DAYS).format(
            days=_days_text(same.pop(), gaps, scope, language)
        )
    if sum(map(len, gaps.values())) <= _MAX_NAMES:
        offices: dict[Gaps, list[str]] = {}
        for customer, customer_gaps in gaps.items():
            offices.setdefault(customer_gaps, []).append(customer.label)
        return " ".join(_office_line(names, some, gaps, scope, language) for some, names in offices.items())
    if part_count:
        text = group_digits(language.text("Errors", _PARTS_MISSING, part_count), part_count, language)
        return text.format(count=format_count(count, language))
    return language.text("Errors", _SOME_PARTS_MISSING)


def _office_line(
    names: Sequence[str], gaps: Gaps, all_gaps: Mapping[Customer, Gaps], scope: ReportScope | None, language: Language
) -> str:
    office = join_texts(names, language)
    if scope and is_period_missing(gaps, scope):
        return language.text("Errors", _OFFICE_MISSING).format(office=office)
    return language.text("Errors", _OFFICE_LACKS_DAYS).format(
        office=office, days=_days_text(gaps, all_gaps, scope, language)
    )


def _days_text(gaps: Gaps, all_gaps: Mapping[Customer, Gaps], scope: ReportScope | None, language: Language) -> str:
    """Return the missing days as text, with the year if the report or its gaps span more than one year."""
    ends = [day for some in all_gaps.values() for one in some for day in (one.first_day, one.last_day)]
    ends += [scope.first_day, scope.last_day] if scope else []
    with_year = min(ends).year != max(ends).year
    spans = [format_days(one.first_day, one.last_day, language, with_year=with_year) for one in gaps]
    return join_texts(spans, language)


def join_texts(texts: Sequence[str], language: Language) -> str:
    """Return one or more texts as a list: "Solna, Sundbyberg och Vasastan"."""
    if len(texts) == 1:
        return texts[0]
    return language.text("Errors", _AND).format(first=", ".join(texts[:-1]), last=texts[-1])


def _fill_in(source: str, facts: Mapping[str, str], language: Language) -> str:
    return language.text("Errors", source).format(**facts)


def _facts(error: ServiceError, office: str, language: Language) -> dict[str, str]:
    """Return the values of all fields of the texts; for a fact that the error lacks, "" or a general text."""

    def fact(name: str) -> Any:
        return getattr(error, name, None)

    def text(source: str) -> str:
        return language.text("Errors", source)

    status, where = fact("status"), _location_text(fact("where") or "", language)
    in_parentheses = where or (status if fact("proxy") is not None else None)
    wait = fact("retry_after") or fact("seconds")
    time = _duration_text(wait, language) if wait and wait < _LONGEST_WAIT else ""
    return {
        "office": office or fact("customer_id") or text(_UNNAMED_OFFICE),
        "for_office": f" {text(_FOR_OFFICE).format(office=office)}" if office else "",
        "status": str(status),
        "in_parentheses": f" ({in_parentheses})" if in_parentheses else "",
        "time": time,
        "later": _later_text(error, time, language),
        "host": fact("host") or "",
        "proxy": fact("proxy") or text(_UNNAMED_PROXY),
        "messages": " ".join(text(_QUOTED).format(text=message) for message in fact("messages") or ()),
        "speaker": text(_QUOTED).format(text=fact("speaker")) if fact("speaker") else text(_UNNAMED_SPEAKER),
        "detail": fact("detail") or type(error).__name__,
        "base_url": fact("base_url") or "",
        "error": fact("kind") or type(error).__name__,
    }


def office_text(customer: Customer) -> str:
    """Return an office's name and id, or the one that is known."""
    return ", ".join(filter(None, (customer.name, customer.id)))


def _location_text(where: str, language: Language) -> str:
    """Return where decoding failed: row and column in the user's language; a field's path or a host unchanged."""
    found = _LINE_AND_COLUMN.fullmatch(where)
    return language.text("Errors", _ROW_AND_COLUMN).format(**found.groupdict()) if found else where


def _duration_text(seconds: float, language: Language) -> str:
    """Return a duration in seconds as text, rounded up: "45 s", "5 min", "3 tim"."""
    for unit, source in ((3600, _HOURS), (60, _MINUTES)):
        if seconds > 1.5 * unit:
            return language.text("Errors", source).format(count=math.ceil(seconds / unit))
    return language.text("Errors", _SECONDS).format(count=math.ceil(seconds))


def _later_text(error: ServiceError, time: str, language: Language) -> str:
    """Return when to try again: "efter klockan 15:32", "om 12 s"; `time` is the wait as text, "" if not asked for."""
    retry_after, retry_at = _asked_wait(error)
    if retry_at is None or retry_after < _SHORT_WAIT:
        return language.text("Errors", _LATER_IN).format(time=time) if time else language.text("Errors", _LATER)
    moment = retry_at + timedelta(minutes=1, microseconds=-1)  # the next whole minute
    is_today = retry_at.date() == (retry_at - timedelta(seconds=retry_after)).date()
    source = _LATER_AFTER if is_today else _LATER_AFTER_ON
    return language.text("Errors", source).format(day=format_day(moment.date(), language), time=f"{moment:%H:%M}")


def _asked_wait(error: ServiceError) -> tuple[float, datetime | None]:
    """Return for how many seconds the service asks to wait and until when; 0 and None if it does not."""
    if isinstance(error, ServiceDown) and error.retry_after and error.retry_at:
        return error.retry_after, error.retry_at
    return 0.0, None


def find_retry_time(failed_parts: Iterable[FailedPart]) -> datetime | None:
    """Return until when the service asks to wait, as a time of this computer's clock; None if it does not."""
    times = (_asked_wait(one.error)[1] for one in failed_parts)
    return max((time for time in times if time), default=None)


def _technical_value(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return f"{value:g}" if isinstance(value, float) else repr(value) if isinstance(value, tuple) else str(value)


def _find_texts(error: ServiceError) -> ErrorTexts:
    """Return the texts of an error, or those of its nearest base class that has some."""
    for kind in type(error).__mro__:
        if kind in _VARIANT_KEY and (texts := ERROR_TEXT_VARIANTS[kind].get(_VARIANT_KEY[kind](error))):
            return texts
        if kind in ERROR_TEXTS:
            return ERROR_TEXTS[kind]
    return ERROR_TEXTS[ServiceError]


def missing_days_by_customer(failed_parts: Iterable[FailedPart]) -> dict[Customer, Gaps]:
    """Return the gaps of each customer, in the order of their first occurrence."""
    found: defaultdict[Customer, list[MissingDays]] = defaultdict(list)
    for one in failed_parts:
        found[one.part.customer].append(MissingDays(one.part.first_day, one.part.last_day))
    return {customer: _join_adjacent(gaps) for customer, gaps in found.items()}


def is_period_missing(gaps: Gaps, scope: ReportScope) -> bool:
    """Whether one of the gaps covers the whole period of the report."""
    return any(gap.first_day <= scope.first_day and scope.last_day <= gap.last_day for gap in gaps)


def fetched_customers(scope: ReportScope, failed_parts: Iterable[FailedPart]) -> tuple[Customer, ...]:
    """Return the customers of a report that are not missing from it altogether."""
    gaps = missing_days_by_customer(failed_parts)
    return tuple(customer for customer in scope.customers if not is_period_missing(gaps.get(customer, ()), scope))


def is_everything_missing(gaps: Mapping[Customer, Gaps], scope: ReportScope) -> bool:
    """Whether the whole period is missing for every customer."""
    return all(is_period_missing(gaps.get(customer, ()), scope) for customer in scope.customers)


def _join_adjacent(gaps: Iterable[MissingDays]) -> Gaps:
    joined: list[MissingDays] = []
    for gap in sorted(gaps):
        if joined and gap.first_day.toordinal() <= joined[-1].last_day.toordinal() + 1:
            joined[-1] = MissingDays(joined[-1].first_day, max(joined[-1].last_day, gap.last_day))
        else:
            joined.append(gap)
    return tuple(joined)
