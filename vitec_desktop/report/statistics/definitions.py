"""The name and the definition of each statistic; the definition is its tooltip."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language


class StatisticKey(StrEnum):
    """A statistic, or several that are computed in the same way."""

    ROWS = "rows"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    TIPS = "tips"
    UNHANDLED = "unhandled"
    UNHANDLED_AGES = "unhandled ages"
    MEDIAN_AGE = "median age"
    OLDEST = "oldest"
    LINKED = "linked"
    WON = "won"
    SOLD = "sold"
    NO_ASSIGNMENT = "no assignment"
    TIPS_WON = "tips won"
    LEADS_WON = "leads won"
    TIPS_FUNNEL = "tips funnel"
    LEADS_FUNNEL = "leads funnel"
    SHARE = "share"
    STATES = "states"
    MONTHS = "months"
    WEEKS = "weeks"
    WEEKDAYS = "weekdays"
    UNDATED = "undated"
    MATRIX = "matrix"
    COMPARISON = "comparison"
    PERIOD_BEFORE = "period before"
    LAST_YEAR = "last year"
    HANDLING_TIME = "handling time"
    FEEDBACK = "feedback"
    BY_SENDER = "sender"
    BY_RECEIVER = "receiver"
    BY_SENT_BY = "sent by"
    BY_SENDER_COMPANY = "sender company"
    BY_RECEIVER_COMPANY = "receiver company"
    BY_LEAD_TYPE = "lead type"
    BY_TIP_TYPE = "tip type"
    BY_ESTATE_STATUS = "estate status"


class StatisticDefinition(Struct, frozen=True):
    """A statistic's name and how it is computed, in Swedish; translated in context "Statistics"."""

    name: str
    text: str


DEFINITIONS: Mapping[StatisticKey, StatisticDefinition] = {
    StatisticKey.ROWS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Vad som räknas"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Rader som skapades i perioden och som visas med dina filter. Det som blev av dem är läget när rapporten"
            " hämtades.",
        ),
    ),
    StatisticKey.INCOMING: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Inkommande leads"),
        QT_TRANSLATE_NOOP("Statistics", "Antal inkommande leads som skapades i perioden."),
    ),
    StatisticKey.OUTGOING: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Utgående leads"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Antal utgående leads som skapades i perioden. De har varken status eller bostad och ingår i inga andelar.",
        ),
    ),
    StatisticKey.TIPS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Tips"),
        QT_TRANSLATE_NOOP("Statistics", "Antal tips mellan kollegor som skapades i perioden."),
    ),
    StatisticKey.UNHANDLED: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Obehandlade nu"),
        QT_TRANSLATE_NOOP(
            "Statistics", "Inkommande leads och tips som stod som Ny eller Hos fördelare när rapporten hämtades."
        ),
    ),
    StatisticKey.UNHANDLED_AGES: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Obehandlade efter ålder"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Ålder i hela dagar, från dagen då raden skapades till dagen då rapporten hämtades: 0 är samma dag."
            " Rader utan datum har ingen ålder.",
        ),
    ),
    StatisticKey.MEDIAN_AGE: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Median"),
        QT_TRANSLATE_NOOP("Statistics", "Åldern i mitten: hälften av de obehandlade är yngre, hälften är äldre."),
    ),
    StatisticKey.OLDEST: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Äldsta"),
        QT_TRANSLATE_NOOP("Statistics", "Åldern på det som har legat obehandlat längst, i dagar."),
    ),
    StatisticKey.LINKED: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Bostad kopplad"),
        QT_TRANSLATE_NOOP("Statistics", "Rader som hade en bostad kopplad när rapporten hämtades."),
    ),
    StatisticKey.WON: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "→ Intag"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Rader vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades, sålda medräknade."
            " Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    StatisticKey.SOLD: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "→ Sålt"),
        QT_TRANSLATE_NOOP("Statistics", "Rader vars kopplade bostad var såld eller uthyrd när rapporten hämtades."),
    ),
    StatisticKey.NO_ASSIGNMENT: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Inget uppdrag"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Rader vars kopplade bostad stod som Inget uppdrag, Återtagen eller Ej till salu när rapporten hämtades.",
        ),
    ),
    StatisticKey.TIPS_WON: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Tips → Intag"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Andel av alla tips vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades."
            " Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    StatisticKey.LEADS_WON: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Leads → Intag"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Andel av alla inkommande leads vars kopplade bostad hade status uppdrag eller högre när rapporten"
            " hämtades. Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    StatisticKey.TIPS_FUNNEL: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Tips → Intag → Sålt"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Hur långt periodens tips hade kommit när rapporten hämtades. De senaste har haft kortast tid på sig.",
        ),
    ),
    StatisticKey.LEADS_FUNNEL: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Leads → Intag → Sålt"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Hur långt periodens inkommande leads hade kommit när rapporten hämtades."
            " De senaste har haft kortast tid på sig.",
        ),
    ),
    StatisticKey.SHARE: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Andel"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Andelar räknas dels av alla rader, dels av rader med bostad kopplad. Av färre än fem rader räknas ingen"
            " andel: där står –.",
        ),
    ),
    StatisticKey.STATES: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Status"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader i varje status när rapporten hämtades."),
    ),
    StatisticKey.MONTHS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Per månad"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Antal rader efter månaden då de skapades, i svensk tid. Månaden då rapporten hämtades pågår ännu.",
        ),
    ),
    StatisticKey.WEEKS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Per vecka"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter veckan då de skapades, måndag till söndag, i svensk tid."),
    ),
    StatisticKey.WEEKDAYS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Per veckodag"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter veckodagen då de skapades, i svensk tid."),
    ),
    StatisticKey.UNDATED: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Utan datum"),
        QT_TRANSLATE_NOOP(
            "Statistics", "Rader som saknar tidpunkt. De räknas i alla antal, men inte per månad, vecka eller ålder."
        ),
    ),
    StatisticKey.MATRIX: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Från kontor till kontor"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter avsändarens och mottagarens kontor."),
    ),
    StatisticKey.COMPARISON: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Jämförelse"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Skillnaden i antal och i procent av det tidigare antalet. Var det färre än fem räknas ingen procent."
            " Det som är äldre har haft längre tid på sig att bli intag.",
        ),
    ),
    StatisticKey.PERIOD_BEFORE: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Förra perioden"),
        QT_TRANSLATE_NOOP(
            "Statistics", "Lika många dagar närmast före perioden; hela månader jämförs med lika många hela månader."
        ),
    ),
    StatisticKey.LAST_YEAR: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Samma period i fjol"),
        QT_TRANSLATE_NOOP("Statistics", "Samma datum ett år tidigare."),
    ),
    StatisticKey.HANDLING_TIME: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Tid till hantering"),
        QT_TRANSLATE_NOOP(
            "Statistics",
            "Median från att raden skapades, i hämtade och sparade rapporter: sågs obehandlad så länge minst, hanterad"
            " senast. Rader som redan var hanterade första gången de hämtades räknas inte.",
        ),
    ),
    StatisticKey.FEEDBACK: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Återkoppling"),
        QT_TRANSLATE_NOOP(
            "Statistics", "Vad varje avsändare har tipsat om i perioden, och vad som hade blivit av det vid hämtningen."
        ),
    ),
    StatisticKey.BY_SENDER: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Avsändare"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter avsändarens namn. Personer med samma namn räknas ihop."),
    ),
    StatisticKey.BY_RECEIVER: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Mottagare"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter mottagarens namn. Mottagare med samma namn räknas ihop."),
    ),
    StatisticKey.BY_SENT_BY: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Skickat av"),
        QT_TRANSLATE_NOOP("Statistics", "Antal utgående leads efter vem på det egna kontoret som skickade dem."),
    ),
    StatisticKey.BY_SENDER_COMPANY: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Från kontor"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter avsändarens kontor."),
    ),
    StatisticKey.BY_RECEIVER_COMPANY: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Till kontor"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter mottagarens kontor."),
    ),
    StatisticKey.BY_LEAD_TYPE: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Typ av lead"),
        QT_TRANSLATE_NOOP("Statistics", "Antal leads efter typ, så som den är angiven i Vitec."),
    ),
    StatisticKey.BY_TIP_TYPE: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Typ av tips"),
        QT_TRANSLATE_NOOP("Statistics", "Antal tips från kollegor och från visningar."),
    ),
    StatisticKey.BY_ESTATE_STATUS: StatisticDefinition(
        QT_TRANSLATE_NOOP("Statistics", "Bostadsstatus"),
        QT_TRANSLATE_NOOP("Statistics", "Antal rader efter den kopplade bostadens status när rapporten hämtades."),
    ),
}


def statistic_name(key: StatisticKey, language: Language) -> str:
    """Return the name of a statistic."""
    return language.text("Statistics", DEFINITIONS[key].name)


def statistic_definition(key: StatisticKey, language: Language) -> str:
    """Return how a statistic is computed, for its tooltip and for the sheet about the report."""
    return language.text("Statistics", DEFINITIONS[key].text)
