"""Importing one file from the command line: published contracts, or a list of people, told by its content."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy.orm import Session

from facilitator_app.domain.refusal import Refusal
from facilitator_app.use_cases.contract_import import ContractImport
from facilitator_app.use_cases.import_report import ImportReport
from facilitator_app.use_cases.people_import import PeopleImport, looks_like_people, open_people_file
from facilitator_app.use_cases.people_import.mapping import fields_of

Opening = Callable[[], AbstractContextManager[Session]]


def import_file(transaction: Opening, reading: Opening, path: Path) -> ImportReport:
    """One gesture for the whole file; raises Refusal, and then nothing was written."""
    if os.path.exists(path) and not os.path.isdir(path) and not os.path.isfile(path):
        raise Refusal.because("Ce n’est pas un fichier\u00a0: enregistrez d’abord ce qu’il donne dans un fichier.")
    coming: ContractImport | PeopleImport
    if looks_like_people(path):
        people = open_people_file(path)
        with reading() as session:
            fields = fields_of(session, people)
        coming = PeopleImport(people, fields, dt.date.today())
    else:
        coming = ContractImport(path)
    with transaction() as session:
        for _ in coming.run(session):
            pass
    return coming.report
