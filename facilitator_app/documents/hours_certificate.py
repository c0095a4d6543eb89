"""The certificate a company receives for the hours of insertion done on its lot (attestation d’heures)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.documents import blocks
from facilitator_app.documents.fields import ROOMY, Field, fields
from facilitator_app.documents.letterhead import Letterhead, Reference
from facilitator_app.documents.page import WIDTH, Paper
from facilitator_app.documents.table import COMPACT_TABLE, DENSE_TABLE, ROOMY_TABLE, Column, Total, data_table
from facilitator_app.documents.wording import amount, duplicate_mention
from facilitator_app.domain.values import (
    NO_BREAK_SPACE,
    Hours,
    written_date,
    written_hours,
    written_long_date,
    written_percent,
)

_TITLE = re.compile(r"^(la |le |l’)(\w)")


@dataclass(frozen=True, slots=True)
class WayOfRecruitment:
    """One way people were hired (direct hire, insertion agency…), with how many and how long."""

    label: str
    people: int
    hours: Hours


@dataclass(frozen=True, slots=True)
class CertifiedPerson:
    """A line of the annex, printed only when the annex is asked for."""

    name: str
    contract: str
    start: dt.date | None
    end: dt.date | None
    hours: Hours | None


@dataclass(frozen=True, slots=True)
class HoursCertificate:
    """What is printed. `people` counts each person once, however many ways they were hired in.

    `annex` lists the persons on pages of their own; it stays empty in the version
    without names, which companies show in later tenders.
    """

    letterhead: Letterhead
    number: str
    place: str
    day: dt.date
    as_of: dt.date
    provisional: bool
    company: str
    siret: str
    contract: str
    lot: str
    notified: dt.date | None
    buyer: str
    due: Hours | None
    done: Hours
    people: int
    ways: tuple[WayOfRecruitment, ...]
    signatory_role: str
    signatory: str
    annex: tuple[CertifiedPerson, ...] = ()
    duplicate_on: dt.date | None = None


def fingerprint(certificate: HoursCertificate) -> str:
    """Twelve signs, such as 7F3A-91C2-0D4E, that change with any printed word; a duplicate keeps those of the first."""
    printed = dataclasses.asdict(dataclasses.replace(certificate, duplicate_on=None))
    del printed["letterhead"]["logo"]
    text = json.dumps(printed, sort_keys=True, default=str)
    digest = hashlib.sha256(text.encode("ascii")).hexdigest().upper()
    return "-".join(digest[start : start + 4] for start in (0, 4, 8))


def hours_certificate_pdf(certificate: HoursCertificate) -> bytes:
    """The certificate on A4, then its annex; the same certificate always gives the same bytes."""
    made = dt.datetime.combine(certificate.day, dt.time())
    paper = Paper(certificate.letterhead, _reference(certificate), _title(certificate), _footer(certificate), made)
    first_line = "Attestation provisoire de réalisation" if certificate.provisional else "Attestation de réalisation"
    as_of = f"Situation arrêtée au {written_long_date(certificate.as_of)}"
    blocks.centred_title(paper, (first_line, "de la clause sociale d’insertion"), as_of)
    if certificate.provisional:
        blocks.notice(
            paper,
            "Provisoire",
            "Des mois compris dans cette attestation ne sont pas encore validés. Les heures peuvent changer.",
        )
    _draw_statement(paper, certificate)
    _draw_ways(paper, certificate)
    paper.room(152)
    blocks.paragraph(
        paper,
        "Cette attestation est délivrée à l’entreprise pour servir et valoir ce que de droit. "
        "Elle ne vaut pas constat de bonne exécution du marché, qui relève de l’acheteur.",
    )
    paper.y += 8
    comma = "," if certificate.signatory_role or certificate.signatory else ""
    role = (f"Pour {certificate.letterhead.short_name}{comma}", _in_a_sentence(certificate.signatory_role))
    blocks.stamp_box(paper, role, certificate.signatory)
    if certificate.annex:
        _draw_annex(paper, certificate)
    return paper.finished()


def _reference(certificate: HoursCertificate) -> Reference:
    day = written_long_date(certificate.day)
    made = f"{certificate.place}, le {day}" if certificate.place else f"Le {day}"
    lines = (made, *duplicate_mention(certificate.duplicate_on))
    return Reference(f"Attestation n°{NO_BREAK_SPACE}{certificate.number}", lines, certificate.provisional)


def _title(certificate: HoursCertificate) -> str:
    kind = "Attestation provisoire" if certificate.provisional else "Attestation"
    return f"{kind} de réalisation de la clause sociale d’insertion {certificate.number}, {certificate.company}"


def _footer(certificate: HoursCertificate) -> str:
    return (
        f"Empreinte du document{NO_BREAK_SPACE}: {fingerprint(certificate)}. Elle permet de retrouver l’exemplaire "
        f"conservé par {certificate.letterhead.short_name} (page Documents, onglet Documents édités)."
    )


def _share(part: Decimal, whole: Decimal) -> str:
    """The whole is «100 %», on its line as on that of the total."""
    return written_percent(part / whole if whole else None, 0 if part == whole else 1)


def _in_a_sentence(role: str) -> str:
    """«la facilitatrice», with whatever capital the title was typed; the fingerprint is that of what was typed."""
    return _TITLE.sub(lambda found: found[1] + found[2].lower(), role)


def _draw_statement(paper: Paper, certificate: HoursCertificate) -> None:
    paper.y += 10 if certificate.provisional else 19
    house = certificate.letterhead.full_name
    blocks.paragraph(
        paper,
        f"{house}, en charge du suivi de la clause sociale d’insertion pour le compte de l’acheteur, "
        f"atteste que l’entreprise{NO_BREAK_SPACE}:",
    )
    paper.y += 12
    notified = f", notifié le {written_long_date(certificate.notified)}" if certificate.notified else ""
    fields(
        paper,
        (
            (Field("Entreprise", certificate.company, "semibold"),),
            (Field("SIRET", certificate.siret),),
            (Field("Marché", certificate.contract),),
            (Field("Lot", f"{certificate.lot}{notified}"),),
            (Field("Acheteur", certificate.buyer),),
        ),
        ROOMY,
    )
    paper.y += 7
    paper.room(100)
    blocks.paragraph(
        paper, f"a fait réaliser, dans le cadre de ce lot, le volume d’heures d’insertion suivant{NO_BREAK_SPACE}:"
    )
    paper.y += 17
    rate = certificate.done / certificate.due if certificate.due else None
    blocks.framed_figures(
        paper,
        (
            ("Heures réalisées", written_hours(certificate.done)),
            ("Heures prévues au marché", written_hours(certificate.due)),
            ("Taux de réalisation", written_percent(rate, 1)),
        ),
    )
    paper.y += 17


def _draw_ways(paper: Paper, certificate: HoursCertificate) -> None:
    hours = sum((way.hours for way in certificate.ways), Decimal(0))
    columns = (
        Column("Modalité de recrutement", 300),
        Column("Salariés", 69, "amounts"),
        Column("Heures", 82, "amounts"),
        Column("Part", WIDTH - 451, "amounts"),
    )
    rows = [(way.label, str(way.people), amount(way.hours, 2), _share(way.hours, hours)) for way in certificate.ways]
    whole = _share(hours, hours)
    style = COMPACT_TABLE if len(rows) > 3 or certificate.provisional else ROOMY_TABLE
    data_table(paper, columns, rows, Total("Total", (str(certificate.people), amount(hours, 2), whole)), style)
    paper.y += 8
    if sum(way.people for way in certificate.ways) > certificate.people:
        blocks.paragraph(paper, "Une personne recrutée de plusieurs façons compte une fois dans le total.", 8, 12)


def _draw_annex(paper: Paper, certificate: HoursCertificate) -> None:
    paper.new_page()
    blocks.heading(paper, f"Annexe{NO_BREAK_SPACE}: salariés et heures au {written_date(certificate.as_of)}")
    columns = (
        Column("Nom et prénom", 160, "names"),
        Column("Contrat", 145),
        Column("Début", 70, "dates"),
        Column("Fin", 70, "dates"),
        Column("Heures", WIDTH - 445, "amounts"),
    )
    rows = [
        (person.name, person.contract, written_date(person.start), written_date(person.end), amount(person.hours, 2))
        for person in certificate.annex
    ]
    known = sum((person.hours for person in certificate.annex if person.hours is not None), Decimal(0))
    data_table(paper, columns, rows, Total("Total", (amount(known, 2),)), DENSE_TABLE)
