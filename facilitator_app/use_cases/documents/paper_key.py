"""The paper key of an encrypted house, as a PDF that is shown and printed but never kept."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.letterhead import Letterhead
from facilitator_app.documents.paper_key import PaperKeySheet, paper_key_pdf


def of_house(session: Session, key: bytes, database: str, day: dt.date) -> bytes:
    """Under the letterhead of the house; `database` is the name of its file."""
    from facilitator_app.use_cases import office
    from facilitator_app.use_cases.documents.house_facts import letterhead

    return paper_key_pdf(PaperKeySheet(letterhead(session, office.details(session)), day, database, key))


def of_new_house(key: bytes, database: str, day: dt.date, person: str) -> bytes:
    """Before the house has a name: under that of who makes it."""
    return paper_key_pdf(PaperKeySheet(Letterhead(person, ("Base d’Arrimage",)), day, database, key))
