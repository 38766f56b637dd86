"""The three lists and their columns, in the default order of the table, which every export keeps.

A new field takes one declaration in `report.fields`, one line here, and one in `report.tables` unless it is outgoing.
"""

from collections.abc import Mapping

from vitec_desktop.report import fields
from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.models import ListKind

LIST_NAMES: Mapping[ListKind, str] = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Lists", "Inkommande leads"),
    ListKind.OUTGOING: QT_TRANSLATE_NOOP("Lists", "Utgående leads"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Lists", "Tips"),
}

COLUMNS: Mapping[ListKind, tuple[Column, ...]] = {
    ListKind.INCOMING: (
        fields.LEAD_CREATED,
        fields.LEAD_CHANGE,
        fields.LEAD_STATE,
        fields.LEAD_NAME,
        fields.LEAD_TYPE,
        fields.SENDER_NAME,
        fields.RECEIVER_NAME,
        fields.RECEIVER_COMPANY,
        fields.ESTATE_STATUS,
        fields.CONTACT_NAME,
        fields.SENDER_COMPANY,
        fields.LEAD_MESSAGE,
        fields.DECISION_STATUS,
        fields.CONTACT_FIRST,
        fields.CONTACT_LAST,
        fields.SENDER_CUSTOMER,
        fields.RECEIVER_CUSTOMER,
        fields.LEAD_ID,
        fields.SENDER_ID,
        fields.SENDER_COMPANY_ID,
        fields.RECEIVER_ID,
        fields.RECEIVER_COMPANY_ID,
        fields.CONTACT_ID,
        fields.ESTATE_ID,
        fields.DECISION_STATUS_ID,
        fields.LEAD_AGE,
    ),
    ListKind.OUTGOING: (
        fields.LEAD_CREATED,
        fields.LEAD_CHANGE,
        fields.LEAD_TITLE,
        fields.LEAD_TYPE,
        fields.USER_NAME,
        fields.SENDER_NAME,
        fields.RECEIVER_NAME,
        fields.RECEIVER_COMPANY,
        fields.CONTACT_NAME,
        fields.SENDER_COMPANY,
        fields.LEAD_MESSAGE,
        fields.USER_TYPE,
        fields.USER_EMPLOYEE,
        fields.CONTACT_FIRST,
        fields.CONTACT_LAST,
        fields.SENDER_CUSTOMER,
        fields.RECEIVER_CUSTOMER,
        fields.LEAD_ID,
        fields.USER_ID,
        fields.SENDER_ID,
        fields.SENDER_COMPANY_ID,
        fields.RECEIVER_ID,
        fields.RECEIVER_COMPANY_ID,
        fields.CONTACT_ID,
        fields.LEAD_AGE,
    ),
    ListKind.TIPS: (
        fields.TIP_CREATED,
        fields.TIP_CHANGE,
        fields.TIP_STATE,
        fields.TIP_TITLE,
        fields.SENDER_NAME,
        fields.RECEIVER_NAME,
        fields.ESTATE_STATUS,
        fields.CONTACT_NAME,
        fields.SENDER_COMPANY,
        fields.RECEIVER_COMPANY,
        fields.TIP_TYPE,
        fields.TIP_MESSAGE,
        fields.DECISION_STATUS,
        fields.RECEIVER_TYPE,
        fields.RECEIVER_EMPLOYEE,
        fields.CONTACT_FIRST,
        fields.CONTACT_LAST,
        fields.SENDER_CUSTOMER,
        fields.RECEIVER_CUSTOMER,
        fields.TIP_ID,
        fields.SENDER_ID,
        fields.SENDER_COMPANY_ID,
        fields.RECEIVER_ID,
        fields.RECEIVER_COMPANY_ID,
        fields.CONTACT_ID,
        fields.ESTATE_ID,
        fields.DECISION_STATUS_ID,
        fields.TIP_AGE,
    ),
}

CHANGE_INDEXES: Mapping[ListKind, int] = {
    kind: next(index for index, column in enumerate(columns) if column.kind is ColumnKind.CHANGE)
    for kind, columns in COLUMNS.items()
}
"""The place of what has changed in the rows of each list: shown and written only where a report is compared."""
