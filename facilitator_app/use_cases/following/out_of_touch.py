"""The people with whom nobody of the house has had anything to do for some months."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, String, and_, select, type_coerce, union_all

from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.values import add_months
from facilitator_app.use_cases.personal_data.last_contacts import CONTACTS


def out_of_touch(months: int, today: dt.date) -> ColumnElement[bool]:
    """Whether nothing was done for the person in these months, registering her included; at work or not."""
    since = add_months(today, -months)
    dealt_with = union_all(
        *(
            select(type_coerce(getattr(kind, "beneficiary_id"), String())).where(  # noqa: B009  # not every record has one
                ~kind.removed, getattr(kind, column) > since, getattr(kind, column) <= today
            )
            for kind, column in CONTACTS
        )
    )
    key = type_coerce(Beneficiary.id, String())
    return and_(Beneficiary.registered_on <= since, key.not_in(dealt_with))
