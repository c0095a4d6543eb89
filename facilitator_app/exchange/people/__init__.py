"""Lists of people as services send them: their columns recognised, their values understood as written."""

from facilitator_app.exchange.people.columns import Field
from facilitator_app.exchange.people.people_file import PeopleFile, looks_like_people, open_people_file
from facilitator_app.exchange.people.referral import referral_of
from facilitator_app.exchange.people.rows import lacking, read_partly, read_people
from facilitator_app.exchange.people.shapes import Criterion, ReadPerson

__all__ = [
    "Criterion",
    "Field",
    "PeopleFile",
    "ReadPerson",
    "lacking",
    "looks_like_people",
    "open_people_file",
    "read_partly",
    "read_people",
    "referral_of",
]
