"""The house itself: its details, printed on documents, and its rules, which differ from one house to the next."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.access_log import KEPT_MONTHS, LEAST_MONTHS, MOST_MONTHS
from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Content, Share, Text, Whole
from facilitator_app.domain.keys import Key, key_of
from facilitator_app.domain.values import Euros, Hours, euros, hours

OFFICE_KEY = key_of("office")
RULES_KEY = key_of("rules")


class StoredFile(Record):
    """A file the house keeps, such as its logo or an issued document; its key is computed from its bytes."""

    __tablename__ = "stored_file"

    content: Mapped[bytes] = mapped_column(Content())
    media_type: Mapped[str] = mapped_column(Text(60))


class Office(Record):
    """One row: who prints the documents."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(Text(120), default="")
    service: Mapped[str] = mapped_column(Text(120), default="")
    address: Mapped[str] = mapped_column(Text(200), default="")
    postal_code: Mapped[str] = mapped_column(Text(5), default="")
    town: Mapped[str] = mapped_column(Text(80), default="")
    email: Mapped[str] = mapped_column(Text(120), default="")
    phone: Mapped[str] = mapped_column(Text(30), default="")
    facilitator_name: Mapped[str] = mapped_column(Text(120), default="")
    facilitator_title: Mapped[str] = mapped_column(Text(80), default="facilitatrice de la clause sociale")
    logo_id: Mapped[Key | None] = mapped_column(ForeignKey("stored_file.id"))
    demonstration: Mapped[bool] = mapped_column(default=False)
    steps_done: Mapped[tuple[str, ...]] = mapped_column(default=())


class Rules(Record):
    """One row: the local rules, each with the default of common practice and editable in Paramètres."""

    __tablename__ = "rules"

    eligibility_months: Mapped[int] = mapped_column(Whole(1, 120), default=24)
    # Empty: counted as for any contract. Whole contracts of apprentices count, up to that many months.
    permanent_months: Mapped[int | None] = mapped_column(Whole(1, 120), default=24)
    alternating_months: Mapped[int | None] = mapped_column(Whole(1, 120), default=36)
    check_lapse_months: Mapped[int] = mapped_column(Whole(1, 60), default=6)
    new_period_gap_months: Mapped[int | None] = mapped_column(Whole(1, 120))  # empty: no second period
    fresh_at_hire: Mapped[bool] = mapped_column(default=False)
    last_warning_days: Mapped[int] = mapped_column(Whole(0, 365), default=30)
    renewal_warning_days: Mapped[int] = mapped_column(Whole(0, 365), default=60)
    full_time_hours: Mapped[Hours] = mapped_column(default=hours("151.67"))
    most_hours_a_month: Mapped[Hours] = mapped_column(default=hours(220))
    hours_of_one_fte: Mapped[int] = mapped_column(Whole(1, 3000), default=1600)
    hourly_cost: Mapped[Euros] = mapped_column(default=euros(30))
    yearly_target: Mapped[Hours | None]
    reporting_day: Mapped[int] = mapped_column(Whole(1, 28), default=15)

    ahead_from: Mapped[Decimal] = mapped_column(Share(), default=Decimal(1))
    on_pace_from: Mapped[Decimal] = mapped_column(Share(), default=Decimal("0.9"))
    watch_from: Mapped[Decimal] = mapped_column(Share(), default=Decimal("0.75"))
    not_started_after: Mapped[Decimal] = mapped_column(Share(), default=Decimal("0.25"))
    danger_months: Mapped[int] = mapped_column(Whole(1, 60), default=6)  # a lot that ends sooner is looked at

    weight_skills: Mapped[int] = mapped_column(Whole(0, 100), default=35)
    weight_travel: Mapped[int] = mapped_column(Whole(0, 100), default=25)
    weight_availability: Mapped[int] = mapped_column(Whole(0, 100), default=20)
    weight_project: Mapped[int] = mapped_column(Whole(0, 100), default=20)

    no_contact_months: Mapped[int] = mapped_column(Whole(1, 60), default=3)  # nobody dealt with the person since

    target_women: Mapped[Decimal | None] = mapped_column(Share())
    target_seniors: Mapped[Decimal | None] = mapped_column(Share())
    target_young_graduates: Mapped[Decimal | None] = mapped_column(Share())
    target_qpv: Mapped[Decimal | None] = mapped_column(Share())
    target_disabled: Mapped[Decimal | None] = mapped_column(Share())

    retention_active_months: Mapped[int] = mapped_column(Whole(1, 120), default=24)
    retention_archive_months: Mapped[int] = mapped_column(Whole(0, 240), default=24)
    access_log_months: Mapped[int] = mapped_column(Whole(LEAST_MONTHS, MOST_MONTHS), default=KEPT_MONTHS)
    judicial_detail: Mapped[bool] = mapped_column(default=False)  # keep which judicial criterion was verified
