"""What each column of a sender's lists of people holds, as a facilitator corrected it; a setting, not a record."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from facilitator_app.domain.base import Base
from facilitator_app.domain.keys import Key, key_of


class PeopleImportMapping(Base):
    """Known by the headings, by which a sender's files are told from those of another.

    Outside the journal, so that undoing an import does not forget what was corrected for the next one.
    """

    __tablename__ = "people_import_mapping"

    id: Mapped[Key] = mapped_column(primary_key=True)
    columns: Mapped[tuple[str, ...]] = mapped_column(default=())  # `field=heading`, no field for a column left
    used_on: Mapped[dt.date]

    @staticmethod
    def key(headings: list[str]) -> Key:
        return key_of("people_import_mapping", *sorted(headings))
