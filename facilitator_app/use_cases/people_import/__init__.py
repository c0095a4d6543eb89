"""Importing lists of people: everything is said before anything is written, and the whole is one gesture."""

from facilitator_app.exchange.people import Field, PeopleFile, lacking, looks_like_people, open_people_file
from facilitator_app.exchange.spreadsheet import get_ready
from facilitator_app.use_cases.people_import.outcome import Choice, PeopleReport, PersonLine
from facilitator_app.use_cases.people_import.run import PeopleImport

__all__ = [
    "Choice",
    "Field",
    "PeopleFile",
    "PeopleImport",
    "PeopleReport",
    "PersonLine",
    "get_ready",
    "lacking",
    "looks_like_people",
    "open_people_file",
]
