"""What each figure is called, and how it is counted: its name and its tooltip."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language


class FigureKey(StrEnum):
    """A figure, or a set of figures that are counted alike."""

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
    FEEDBACK = "feedback"
    BY_SENDER = "sender"
    BY_RECEIVER = "receiver"
    BY_SENT_BY = "sent by"
    BY_SENDER_COMPANY = "sender company"
    BY_RECEIVER_COMPANY = "receiver company"
    BY_LEAD_TYPE = "lead type"
    BY_TITLE = "title"
    BY_TIP_TYPE = "tip type"
    BY_ESTATE_STATUS = "estate status"


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure's name and how it is counted, in Swedish; translated in context "Figures"."""

    name: str
    text: str


DEFINITIONS: Mapping[FigureKey, Definition] = {
    FigureKey.ROWS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Vad som räknas"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Rader som skapades i perioden och som visas med dina filter. Det som blev av dem är läget när rapporten"
            " hämtades.",
        ),
    ),
    FigureKey.INCOMING: Definition(
        QT_TRANSLATE_NOOP("Figures", "Inkommande leads"),
        QT_TRANSLATE_NOOP("Figures", "Antal inkommande leads som skapades i perioden."),
    ),
    FigureKey.OUTGOING: Definition(
        QT_TRANSLATE_NOOP("Figures", "Utgående leads"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Antal utgående leads som skapades i perioden. De har varken status eller bostad och ingår i inga andelar.",
        ),
    ),
    FigureKey.TIPS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Tips"),
        QT_TRANSLATE_NOOP("Figures", "Antal tips mellan kollegor som skapades i perioden."),
    ),
    FigureKey.UNHANDLED: Definition(
        QT_TRANSLATE_NOOP("Figures", "Obehandlade nu"),
        QT_TRANSLATE_NOOP(
            "Figures", "Inkommande leads och tips som stod som Ny eller Hos fördelare när rapporten hämtades."
        ),
    ),
    FigureKey.UNHANDLED_AGES: Definition(
        QT_TRANSLATE_NOOP("Figures", "Obehandlade efter ålder"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Ålder i hela dagar, från dagen då raden skapades till dagen då rapporten hämtades: 0 är samma dag."
            " Rader utan datum har ingen ålder.",
        ),
    ),
    FigureKey.MEDIAN_AGE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Median"),
        QT_TRANSLATE_NOOP("Figures", "Åldern i mitten: hälften av de obehandlade är yngre, hälften är äldre."),
    ),
    FigureKey.OLDEST: Definition(
        QT_TRANSLATE_NOOP("Figures", "Äldsta"),
        QT_TRANSLATE_NOOP("Figures", "Åldern på det som har legat obehandlat längst, i dagar."),
    ),
    FigureKey.LINKED: Definition(
        QT_TRANSLATE_NOOP("Figures", "Bostad kopplad"),
        QT_TRANSLATE_NOOP("Figures", "Rader som hade en bostad kopplad när rapporten hämtades."),
    ),
    FigureKey.WON: Definition(
        QT_TRANSLATE_NOOP("Figures", "→ Intag"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Rader vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades, sålda medräknade."
            " Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    FigureKey.SOLD: Definition(
        QT_TRANSLATE_NOOP("Figures", "→ Sålt"),
        QT_TRANSLATE_NOOP("Figures", "Rader vars kopplade bostad var såld eller uthyrd när rapporten hämtades."),
    ),
    FigureKey.NO_ASSIGNMENT: Definition(
        QT_TRANSLATE_NOOP("Figures", "Inget uppdrag"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Rader vars kopplade bostad stod som Inget uppdrag, Återtagen eller Ej till salu när rapporten hämtades.",
        ),
    ),
    FigureKey.TIPS_WON: Definition(
        QT_TRANSLATE_NOOP("Figures", "Tips → Intag"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Andel av alla tips vars kopplade bostad hade status uppdrag eller högre när rapporten hämtades."
            " Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    FigureKey.LEADS_WON: Definition(
        QT_TRANSLATE_NOOP("Figures", "Leads → Intag"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Andel av alla inkommande leads vars kopplade bostad hade status uppdrag eller högre när rapporten"
            " hämtades. Ett återtaget uppdrag räknas inte längre.",
        ),
    ),
    FigureKey.TIPS_FUNNEL: Definition(
        QT_TRANSLATE_NOOP("Figures", "Tips → Intag → Sålt"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Hur långt periodens tips hade kommit när rapporten hämtades. De senaste har haft kortast tid på sig.",
        ),
    ),
    FigureKey.LEADS_FUNNEL: Definition(
        QT_TRANSLATE_NOOP("Figures", "Leads → Intag → Sålt"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Hur långt periodens inkommande leads hade kommit när rapporten hämtades."
            " De senaste har haft kortast tid på sig.",
        ),
    ),
    FigureKey.SHARE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Andel"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Andelar räknas dels av alla rader, dels av rader med bostad kopplad. Av färre än fem rader räknas ingen"
            " andel: där står –.",
        ),
    ),
    FigureKey.STATES: Definition(
        QT_TRANSLATE_NOOP("Figures", "Status"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader i varje status när rapporten hämtades."),
    ),
    FigureKey.MONTHS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Per månad"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Antal rader efter månaden då de skapades, i svensk tid. Månaden då rapporten hämtades pågår ännu.",
        ),
    ),
    FigureKey.WEEKS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Per vecka"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter veckan då de skapades, måndag till söndag, i svensk tid."),
    ),
    FigureKey.WEEKDAYS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Per veckodag"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter veckodagen då de skapades, i svensk tid."),
    ),
    FigureKey.UNDATED: Definition(
        QT_TRANSLATE_NOOP("Figures", "Utan datum"),
        QT_TRANSLATE_NOOP(
            "Figures", "Rader som saknar tidpunkt. De räknas i alla antal, men inte per månad, vecka eller ålder."
        ),
    ),
    FigureKey.MATRIX: Definition(
        QT_TRANSLATE_NOOP("Figures", "Från kontor till kontor"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter avsändarens och mottagarens företag."),
    ),
    FigureKey.COMPARISON: Definition(
        QT_TRANSLATE_NOOP("Figures", "Jämförelse"),
        QT_TRANSLATE_NOOP(
            "Figures",
            "Skillnaden i antal och i procent av det tidigare antalet. Var det färre än fem räknas ingen procent."
            " Det som är äldre har haft längre tid på sig att bli intag.",
        ),
    ),
    FigureKey.PERIOD_BEFORE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Förra perioden"),
        QT_TRANSLATE_NOOP(
            "Figures", "Lika många dagar närmast före perioden; hela månader jämförs med lika många hela månader."
        ),
    ),
    FigureKey.LAST_YEAR: Definition(
        QT_TRANSLATE_NOOP("Figures", "Samma period i fjol"),
        QT_TRANSLATE_NOOP("Figures", "Samma datum ett år tidigare."),
    ),
    FigureKey.FEEDBACK: Definition(
        QT_TRANSLATE_NOOP("Figures", "Återkoppling"),
        QT_TRANSLATE_NOOP(
            "Figures", "Vad varje avsändare har tipsat om i perioden, och vad som hade blivit av det vid hämtningen."
        ),
    ),
    FigureKey.BY_SENDER: Definition(
        QT_TRANSLATE_NOOP("Figures", "Avsändare"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter avsändarens namn. Personer med samma namn räknas ihop."),
    ),
    FigureKey.BY_RECEIVER: Definition(
        QT_TRANSLATE_NOOP("Figures", "Mottagare"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter mottagarens namn. Mottagare med samma namn räknas ihop."),
    ),
    FigureKey.BY_SENT_BY: Definition(
        QT_TRANSLATE_NOOP("Figures", "Skickat av"),
        QT_TRANSLATE_NOOP("Figures", "Antal utgående leads efter vem på det egna kontoret som skickade dem."),
    ),
    FigureKey.BY_SENDER_COMPANY: Definition(
        QT_TRANSLATE_NOOP("Figures", "Från kontor"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter avsändarens företag."),
    ),
    FigureKey.BY_RECEIVER_COMPANY: Definition(
        QT_TRANSLATE_NOOP("Figures", "Till kontor"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter mottagarens företag."),
    ),
    FigureKey.BY_LEAD_TYPE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Typ av lead"),
        QT_TRANSLATE_NOOP("Figures", "Antal leads efter typ, så som den är angiven i Vitec."),
    ),
    FigureKey.BY_TITLE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Rubrik"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader med samma rubrik, ord för ord."),
    ),
    FigureKey.BY_TIP_TYPE: Definition(
        QT_TRANSLATE_NOOP("Figures", "Typ av tips"),
        QT_TRANSLATE_NOOP("Figures", "Antal tips från kollegor och från visningar."),
    ),
    FigureKey.BY_ESTATE_STATUS: Definition(
        QT_TRANSLATE_NOOP("Figures", "Bostadsstatus"),
        QT_TRANSLATE_NOOP("Figures", "Antal rader efter den kopplade bostadens status när rapporten hämtades."),
    ),
}


def figure_name(key: FigureKey, language: Language) -> str:
    """What a figure is called."""
    return language.text("Figures", DEFINITIONS[key].name)


def figure_definition(key: FigureKey, language: Language) -> str:
    """How a figure is counted, for its tooltip and for the sheet about the report."""
    return language.text("Figures", DEFINITIONS[key].text)
