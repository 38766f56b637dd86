"""The labels of the service's enumeration values, in the order in which a report shows them.

A value that is in no table is shown as the service sent it. The labels are Vitec's own where Vitec has published some;
the hint gives the different name in today's help pages.
"""

from enum import IntEnum, StrEnum

from msgspec import Struct

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.models import ListKind


class StateGroup(StrEnum):
    """A group of the states of leads and tips."""

    UNHANDLED = "unhandled"
    PROGRESS = "progress"
    DONE = "done"
    DECLINED = "declined"


class EstateStep(IntEnum):
    """How far a linked estate has come, in three steps; NO_ASSIGNMENT is none of them."""

    NO_ASSIGNMENT = 0
    ATTEMPT = 1
    ASSIGNMENT = 2
    SOLD = 3


class ChangeKind(StrEnum):
    """What happened to a row since an earlier fetch, in the order in which tables sort it."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


class Label(Struct, frozen=True):
    """An enumeration value: the service's code, its label and a hint; Swedish source texts."""

    code: str
    text: str
    hint: str = ""


class StateLabel(Label, frozen=True):
    group: StateGroup = StateGroup.UNHANDLED


class EstateStatusLabel(Label, frozen=True):
    step: EstateStep = EstateStep.ATTEMPT


STATES = (
    StateLabel(
        "New",
        QT_TRANSLATE_NOOP("States", "Ny"),
        QT_TRANSLATE_NOOP("States", "Ingen har tagit hand om det ännu."),
        StateGroup.UNHANDLED,
    ),
    StateLabel(
        "AssignedToDistributor",
        QT_TRANSLATE_NOOP("States", "Hos fördelare"),
        QT_TRANSLATE_NOOP("States", "Väntar på att fördelas."),
        StateGroup.UNHANDLED,
    ),
    StateLabel(
        "AutoAssigned",
        QT_TRANSLATE_NOOP("States", "Automatiskt fördelad"),
        QT_TRANSLATE_NOOP("States", "Fördelad till en mottagare av systemet."),
        StateGroup.PROGRESS,
    ),
    StateLabel(
        "Claimed",
        QT_TRANSLATE_NOOP("States", "Plockad"),
        QT_TRANSLATE_NOOP("States", "Någon har tagit den själv, t.ex. ur Sharktank."),
        StateGroup.PROGRESS,
    ),
    StateLabel(
        "Reassigned",
        QT_TRANSLATE_NOOP("States", "Omfördelad"),
        QT_TRANSLATE_NOOP("States", "Flyttad till en annan mottagare."),
        StateGroup.PROGRESS,
    ),
    StateLabel(
        "Delegated",
        QT_TRANSLATE_NOOP("States", "Delegerad"),
        QT_TRANSLATE_NOOP("States", "Lämnad till någon annan att ta hand om."),
        StateGroup.PROGRESS,
    ),
    StateLabel(
        "Done",
        QT_TRANSLATE_NOOP("States", "Klar"),
        QT_TRANSLATE_NOOP("States", "Hanterad."),
        StateGroup.DONE,
    ),
    StateLabel(
        "Cancelled",
        QT_TRANSLATE_NOOP("States", "Avböjd"),
        QT_TRANSLATE_NOOP("States", "Mottagaren har gett avslag."),
        StateGroup.DECLINED,
    ),
    StateLabel(
        "NoAnswerOrBusy",
        QT_TRANSLATE_NOOP("States", "Ej svar/upptaget"),
        QT_TRANSLATE_NOOP("States", "Kunden gick inte att nå."),
        StateGroup.DECLINED,
    ),
    StateLabel(
        "NoAssignment",
        QT_TRANSLATE_NOOP("States", "Inget uppdrag"),
        QT_TRANSLATE_NOOP("States", "Kontakten ledde inte till något uppdrag."),
        StateGroup.DECLINED,
    ),
    StateLabel(
        "IncorrectOrDuplicate",
        QT_TRANSLATE_NOOP("States", "Felaktig eller dubblett"),
        QT_TRANSLATE_NOOP("States", "Uppgifterna var fel, eller fanns redan."),
        StateGroup.DECLINED,
    ),
    StateLabel(
        "RemovedOther",
        QT_TRANSLATE_NOOP("States", "Borttagen, övrigt"),
        QT_TRANSLATE_NOOP("States", "Borttagen av en annan orsak."),
        StateGroup.DECLINED,
    ),
)

_ATTEMPT_HINT = QT_TRANSLATE_NOOP("EstateStatuses", "Steg 1 av 3: intagsförsök. Heter idag även kundbearbetning.")

ESTATE_STATUSES = (
    EstateStatusLabel(
        "AssignmentAttempt", QT_TRANSLATE_NOOP("EstateStatuses", "Intagsförsök"), _ATTEMPT_HINT, EstateStep.ATTEMPT
    ),
    EstateStatusLabel("AssignmentAccepted", QT_TRANSLATE_NOOP("EstateStatuses", "Intaget"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("Coming", QT_TRANSLATE_NOOP("EstateStatuses", "Kommande"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel(
        "SoonForSale", QT_TRANSLATE_NOOP("EstateStatuses", "Snart till salu"), step=EstateStep.ASSIGNMENT
    ),
    EstateStatusLabel("PreSale", QT_TRANSLATE_NOOP("EstateStatuses", "Försprång"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("Advantage", QT_TRANSLATE_NOOP("EstateStatuses", "Försprång"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("ForSale", QT_TRANSLATE_NOOP("EstateStatuses", "Till salu"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel(
        "ReservedNotForSale", QT_TRANSLATE_NOOP("EstateStatuses", "Reserverad/Ej till salu"), step=EstateStep.ASSIGNMENT
    ),
    EstateStatusLabel("Booked", QT_TRANSLATE_NOOP("EstateStatuses", "Bokad"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("Paused", QT_TRANSLATE_NOOP("EstateStatuses", "Vilande"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("Running", QT_TRANSLATE_NOOP("EstateStatuses", "Pågående"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("Resting", QT_TRANSLATE_NOOP("EstateStatuses", "Vilande (projekt)"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel("ReadyForRent", QT_TRANSLATE_NOOP("EstateStatuses", "Hyresledig"), step=EstateStep.ASSIGNMENT),
    EstateStatusLabel(
        "TentativelyRented", QT_TRANSLATE_NOOP("EstateStatuses", "Uthyrd preliminärt"), step=EstateStep.ASSIGNMENT
    ),
    EstateStatusLabel("Sold", QT_TRANSLATE_NOOP("EstateStatuses", "Såld"), step=EstateStep.SOLD),
    EstateStatusLabel(
        "SoldReferenceObject", QT_TRANSLATE_NOOP("EstateStatuses", "Såld/Referensbostad"), step=EstateStep.SOLD
    ),
    EstateStatusLabel("Soldout", QT_TRANSLATE_NOOP("EstateStatuses", "Slutsålt"), step=EstateStep.SOLD),
    EstateStatusLabel("Rented", QT_TRANSLATE_NOOP("EstateStatuses", "Uthyrd"), step=EstateStep.SOLD),
    EstateStatusLabel("AppointedAdmission", QT_TRANSLATE_NOOP("EstateStatuses", "Tillträdd"), step=EstateStep.SOLD),
    EstateStatusLabel(
        "NoAssignment", QT_TRANSLATE_NOOP("EstateStatuses", "Inget uppdrag"), step=EstateStep.NO_ASSIGNMENT
    ),
    EstateStatusLabel(
        "AssignmentWithdrawn", QT_TRANSLATE_NOOP("EstateStatuses", "Återtagen"), step=EstateStep.NO_ASSIGNMENT
    ),
    EstateStatusLabel("NotForSale", QT_TRANSLATE_NOOP("EstateStatuses", "Ej till salu"), step=EstateStep.NO_ASSIGNMENT),
)

USER_TYPES = (
    Label("User", QT_TRANSLATE_NOOP("UserTypes", "Användare")),
    Label("Group", QT_TRANSLATE_NOOP("UserTypes", "Användargrupp")),
    Label("Office", QT_TRANSLATE_NOOP("UserTypes", "Kontor")),
)

TIP_TYPES = (
    Label("FromUser", QT_TRANSLATE_NOOP("TipTypes", "Från kollega")),
    Label("FromViewing", QT_TRANSLATE_NOOP("TipTypes", "Från visning")),
)

LISTS = (
    Label(ListKind.INCOMING.value, QT_TRANSLATE_NOOP("RowKinds", "Lead")),
    Label(ListKind.TIPS.value, QT_TRANSLATE_NOOP("RowKinds", "Tips")),
)
"""One row of each list whose rows can be unhandled."""

PERIOD, OLDER = "period", "older"
ORIGINS = (
    Label(PERIOD, QT_TRANSLATE_NOOP("Lists", "Perioden")),
    Label(OLDER, QT_TRANSLATE_NOOP("Lists", "Äldre")),
)
"""Whether an unhandled row is of the report's period, or was found by looking for older ones."""

CHANGES = (
    Label(ChangeKind.NEW.value, QT_TRANSLATE_NOOP("Changes", "Nytt")),
    Label(ChangeKind.CHANGED.value, QT_TRANSLATE_NOOP("Changes", "Ändrat")),
    Label(ChangeKind.GONE.value, QT_TRANSLATE_NOOP("Changes", "Borta")),
)

STATE_GROUP_NAMES = {
    StateGroup.UNHANDLED: QT_TRANSLATE_NOOP("States", "Obehandlade"),
    StateGroup.PROGRESS: QT_TRANSLATE_NOOP("States", "Pågående"),
    StateGroup.DONE: QT_TRANSLATE_NOOP("States", "Klara"),
    StateGroup.DECLINED: QT_TRANSLATE_NOOP("States", "Avböjda eller borttagna"),
}

ESTATE_STEP_NAMES = {
    EstateStep.ATTEMPT: QT_TRANSLATE_NOOP("EstateStatuses", "steg 1 av 3"),
    EstateStep.ASSIGNMENT: QT_TRANSLATE_NOOP("EstateStatuses", "steg 2 av 3"),
    EstateStep.SOLD: QT_TRANSLATE_NOOP("EstateStatuses", "steg 3 av 3"),
    EstateStep.NO_ASSIGNMENT: QT_TRANSLATE_NOOP("EstateStatuses", "utan uppdrag"),
}

_STEP_HINTS = {
    EstateStep.ATTEMPT: QT_TRANSLATE_NOOP("EstateStatuses", "Steg 1 av 3: intagsförsök."),
    EstateStep.ASSIGNMENT: QT_TRANSLATE_NOOP("EstateStatuses", "Steg 2 av 3: intagen, uppdrag finns."),
    EstateStep.SOLD: QT_TRANSLATE_NOOP("EstateStatuses", "Steg 3 av 3: såld eller uthyrd."),
    EstateStep.NO_ASSIGNMENT: QT_TRANSLATE_NOOP("EstateStatuses", "Det finns inget uppdrag att sälja bostaden."),
}


class LabelTable(Struct, frozen=True):
    """The labels of one kind of column, by code.

    Attributes:
        context: the context that translates them.
        labels: the labels, in report order.
        ranks: the places in that order; codes with equal labels share the first.
        first_codes: for each code, the first one with an equal label: the two are one value to the user.
    """

    context: str
    labels: dict[str, Label]
    ranks: dict[str, int]
    first_codes: dict[str, str]


def _label_table(context: str, labels: tuple[Label, ...]) -> LabelTable:
    code_of_text: dict[str, str] = {}
    first_codes = {label.code: code_of_text.setdefault(label.text, label.code) for label in labels}
    ranks = {label.code: rank for rank, label in enumerate(labels)}
    return LabelTable(
        context,
        {label.code: label for label in labels},
        {code: ranks[first] for code, first in first_codes.items()},
        first_codes,
    )


LABEL_TABLES: dict[ColumnKind, LabelTable] = {
    ColumnKind.STATE: _label_table("States", STATES),
    ColumnKind.ESTATE_STATUS: _label_table("EstateStatuses", ESTATE_STATUSES),
    ColumnKind.USER_TYPE: _label_table("UserTypes", USER_TYPES),
    ColumnKind.TIP_TYPE: _label_table("TipTypes", TIP_TYPES),
    ColumnKind.LIST: _label_table("RowKinds", LISTS),
    ColumnKind.ORIGIN: _label_table("Lists", ORIGINS),
    ColumnKind.CHANGE: _label_table("Changes", CHANGES),
}

UNHANDLED_STATES = frozenset(label.code for label in STATES if label.group is StateGroup.UNHANDLED)
"""The codes of the states in which nobody has handled a row."""

WON_STATUSES = frozenset(
    label.code for label in ESTATE_STATUSES if label.step in (EstateStep.ASSIGNMENT, EstateStep.SOLD)
)
"""The codes of an estate's statuses once there was an assignment, sold ones included."""

_STATES_BY_CODE = {label.code: label for label in STATES}
_ESTATE_STATUSES_BY_CODE = {label.code: label for label in ESTATE_STATUSES}


def state_group(code: str | None) -> StateGroup | None:
    """Return the group of a state, None for an unknown one."""
    label = _STATES_BY_CODE.get(code or "")
    return label.group if label else None


def estate_step(code: str | None) -> EstateStep | None:
    """Return the step of an estate's status, None for an unknown one."""
    label = _ESTATE_STATUSES_BY_CODE.get(code or "")
    return label.step if label else None


def label_hint(table: LabelTable, code: str) -> str:
    """Return the hint of a known value, in Swedish, or "" if its label needs none."""
    label = table.labels[code]
    if not label.hint and isinstance(label, EstateStatusLabel):
        return _STEP_HINTS[label.step]
    return label.hint
