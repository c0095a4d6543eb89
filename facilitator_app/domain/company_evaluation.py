"""What the house thinks of a company after working with it: a few marks and a remark."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Record
from facilitator_app.domain.columns import Choice, Text
from facilitator_app.domain.following import Mark
from facilitator_app.domain.keys import Key


class CompanyEvaluation(Record):
    """A judgement of one day, on five points; None where nothing is said."""

    __tablename__ = "company_evaluation"

    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    day: Mapped[dt.date]
    done_by: Mapped[str] = mapped_column(Text(120), default="")
    welcome: Mapped[Mark | None] = mapped_column(Choice(Mark))
    tutoring: Mapped[Mark | None] = mapped_column(Choice(Mark))
    returns: Mapped[Mark | None] = mapped_column(Choice(Mark))
    answers: Mapped[Mark | None] = mapped_column(Choice(Mark))
    lasting_jobs: Mapped[Mark | None] = mapped_column(Choice(Mark))
    remark: Mapped[str] = mapped_column(Text(600), default="")


POINTS = {
    "welcome": "Accueil des personnes", "tutoring": "Tutorat", "returns": "Relevés et justificatifs",
    "answers": "Réponses aux propositions", "lasting_jobs": "Suites données (prolongation, embauche)",
}  # fmt: skip
"""The points of the evaluation: the columns that hold a mark."""
