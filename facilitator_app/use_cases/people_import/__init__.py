"""Importing lists of people: everything is said before anything is written, and the whole is one gesture."""

from facilitator_app.use_cases.people_import.outcome import Choice, PeopleReport, PersonLine
from facilitator_app.use_cases.people_import.run import PeopleImport

__all__ = ["Choice", "PeopleImport", "PeopleReport", "PersonLine"]
