"""What is asked for: whose report, which days, which rows."""

from dataclasses import dataclass, field
from datetime import date

from vitec_desktop.webservice.models import ActiveStatus


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer id of the service (an office, a group or a whole environment) and what people call it."""

    id: str
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Login:
    """Where to sign in, and as whom. The password shows in no `repr`, so in no log and no traceback."""

    base_url: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class LoginCustomers:
    """The customers that one sign-in may read."""

    login: Login
    customers: tuple[Customer, ...]


@dataclass(frozen=True, slots=True)
class ReportScope:
    """What a report covers, without any sign-in: safe to keep, to show and to write into a file."""

    customers: tuple[Customer, ...]
    first_day: date
    last_day: date
    status: ActiveStatus = ActiveStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """A report to fetch. Both days are Swedish days and belong to it."""

    logins: tuple[LoginCustomers, ...]
    first_day: date
    last_day: date
    status: ActiveStatus = ActiveStatus.ACTIVE

    @property
    def scope(self) -> ReportScope:
        customers = tuple(customer for source in self.logins for customer in source.customers)
        return ReportScope(customers, self.first_day, self.last_day, self.status)
