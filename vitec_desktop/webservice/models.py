"""The objects of a report, as the service's published API documentation has them.

Every object and field can be null or missing, and unknown fields are ignored. `state`, `estate_status` and `type` are
plain text, so that a value that the documentation does not list is kept. The garbage collector ignores the structs
(`gc=False`): they have no cycles, and scanning 100,000 rows would take seconds.

The `id` of an object inside a row has no default: the fast decoder refuses an object without one, and
`lenient_decoding` then says whether the object lacks its id only, or is something unknown such as `{"$ref": "1"}`.
"""

from enum import StrEnum
from typing import ClassVar

from msgspec import Struct


class ListKind(StrEnum):
    """The three lists of a report, by their names in the service's JSON."""

    INCOMING = "incomingLeads"
    OUTGOING = "outgoingLeads"
    TIPS = "tips"


class ActiveStatus(StrEnum):
    """Which tips and leads to request; the service's default is ACTIVE."""

    ACTIVE = "Active"
    ACTIVE_AND_REMOVED = "ActiveAndRemoved"
    REMOVED = "Removed"


class ApiModel(Struct, gc=False, frozen=True, rename="camel"):
    """Common settings of all models: camelCase in JSON, compared and hashed by value."""

    is_damaged: ClassVar[bool] = False


class Company(ApiModel, frozen=True):
    id: str | None
    name: str | None = None
    customer_number: str | None = None


class Party(ApiModel, frozen=True):
    """A sender, or the receiver of a lead."""

    id: str | None
    name: str | None = None
    company: Company | None = None


class TipReceiver(ApiModel, frozen=True):
    id: str | None
    name: str | None = None
    employee_number: str | None = None
    type: str | None = None
    company: Company | None = None


class User(ApiModel, frozen=True):
    """The sender of an outgoing lead in the customer's own office."""

    id: str | None
    name: str | None = None
    type: str | None = None
    employee_number: str | None = None


class IncomingLeadFacts(ApiModel, frozen=True):
    id: str | None
    title: str | None = None
    type: str | None = None
    state: str | None = None
    message: str | None = None


class OutgoingLeadFacts(ApiModel, frozen=True):
    id: str | None
    title: str | None = None
    type: str | None = None
    message: str | None = None


class TipFacts(ApiModel, frozen=True):
    id: str | None
    title: str | None = None
    state: str | None = None
    message: str | None = None
    type: str | None = None


class Contact(ApiModel, frozen=True):
    id: str | None
    first_name: str | None = None
    last_name: str | None = None


class DecisionStatus(ApiModel, frozen=True):
    """The status in the service's decision-support reports; not the same as `Estate.estate_status`."""

    id: int | None
    text: str | None = None


class Estate(ApiModel, frozen=True):
    id: str | None
    estate_status: str | None = None
    status: DecisionStatus | None = None


class IncomingLead(ApiModel, frozen=True):
    """`created_at` is text: it has seven fractional digits, which a decoder would round, even into the next year."""

    created_at: str | None = None
    sender: Party | None = None
    receiver: Party | None = None
    lead: IncomingLeadFacts | None = None
    contact: Contact | None = None
    estate: Estate | None = None

    @property
    def row_id(self) -> str | None:
        return self.lead.id if self.lead else None


class OutgoingLead(ApiModel, frozen=True):
    created_at: str | None = None
    user: User | None = None
    sender: Party | None = None
    receiver: Party | None = None
    lead: OutgoingLeadFacts | None = None
    contact: Contact | None = None

    @property
    def row_id(self) -> str | None:
        return self.lead.id if self.lead else None


class SentTip(ApiModel, frozen=True):
    created_at: str | None = None
    sender: Party | None = None
    receiver: TipReceiver | None = None
    tip: TipFacts | None = None
    contact: Contact | None = None
    estate: Estate | None = None

    @property
    def row_id(self) -> str | None:
        return self.tip.id if self.tip else None


WireRow = IncomingLead | OutgoingLead | SentTip

ROW_MODELS: dict[ListKind, type[IncomingLead] | type[OutgoingLead] | type[SentTip]] = {
    ListKind.INCOMING: IncomingLead,
    ListKind.OUTGOING: OutgoingLead,
    ListKind.TIPS: SentTip,
}


class DamagedIncomingLead(IncomingLead, frozen=True):
    """What could be read of a row; `digest` is that of everything it had, so that two damaged rows may be compared."""

    digest: int = 0

    is_damaged: ClassVar[bool] = True


class DamagedOutgoingLead(OutgoingLead, frozen=True):
    """See DamagedIncomingLead."""

    digest: int = 0

    is_damaged: ClassVar[bool] = True


class DamagedTip(SentTip, frozen=True):
    """See DamagedIncomingLead."""

    digest: int = 0

    is_damaged: ClassVar[bool] = True


DAMAGED_ROW_MODELS: dict[ListKind, type[DamagedIncomingLead] | type[DamagedOutgoingLead] | type[DamagedTip]] = {
    ListKind.INCOMING: DamagedIncomingLead,
    ListKind.OUTGOING: DamagedOutgoingLead,
    ListKind.TIPS: DamagedTip,
}
