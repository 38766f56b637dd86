"""The request for a report: logins with their customers, period and status."""

from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct

from vitec_desktop.webservice.models import ActiveStatus


class Customer(Struct, frozen=True):
    """A customer id of the service (an office, a group or a whole environment) and its name."""

    id: str
    name: str = ""

    @property
    def label(self) -> str:
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Login:
    """A base URL, user name and password. The password is not in the `repr`, so in no log or traceback."""

    base_url: str
    user: str
    password: str = field(repr=False)


class LoginCustomers(Struct, frozen=True):
    """A login and the customers to request with it."""

    login: Login
    customers: tuple[Customer, ...]


class ReportScope(Struct, frozen=True):
    """What a report covers, without any login: safe to save and to show."""

    customers: tuple[Customer, ...]
    first_day: date
    last_day: date
    status: ActiveStatus = ActiveStatus.ACTIVE


class ReportRequest(Struct, frozen=True):
    """A report to fetch. Both Swedish days are included."""

    logins: tuple[LoginCustomers, ...]
    first_day: date
    last_day: date
    status: ActiveStatus = ActiveStatus.ACTIVE

    @property
    def scope(self) -> ReportScope:
        customers = tuple(customer for entry in self.logins for customer in entry.customers)
        return ReportScope(customers, self.first_day, self.last_day, self.status)
