"""Those who buy and those who employ: public buyers, companies that hold lots, insertion structures, their contacts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, validates

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Code, Text
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_threshold import BuyerKind
from facilitator_app.domain.words import fold


class CompanyKind(Labelled):
    """What an employer is, in the words of the Code du travail (art. L5132-4, L5213-13, L1253-1)."""

    ENTERPRISE = "enterprise", "Entreprise"
    ETTI = "etti", "ETTI"
    AI = "ai", "Association intermédiaire"
    EI = "ei", "Entreprise d’insertion"
    ACI = "aci", "Atelier et chantier d’insertion"
    GEIQ = "geiq", "GEIQ"
    EA = "ea", "Entreprise adaptée"
    EATT = "eatt", "Entreprise adaptée de travail temporaire"
    ESAT = "esat", "ESAT"
    TEMP_AGENCY = "ett", "Agence d’intérim"
    NEIGHBOURHOOD_CORP = "rq", "Régie de quartier"
    EMPLOYER_GROUP = "ge", "Groupement d’employeurs"
    EITI = "eiti", "Entreprise d’insertion par le travail indépendant"
    PRISON = "sep", "Structure d’insertion en détention"
    TRAINING_BODY = "of", "Organisme de formation"

    @property
    def has_agreement(self) -> bool:
        """Whether the State signs an agreement with structures of this kind, or gives them a label."""
        return self not in (CompanyKind.ENTERPRISE, CompanyKind.TEMP_AGENCY, CompanyKind.TRAINING_BODY)


class Buyer(Record):
    """A public buyer (acheteur, maître d’ouvrage)."""

    __tablename__ = "buyer"

    name: Mapped[str] = mapped_column(Text(200))
    folded: Mapped[str] = mapped_column(Text(260), index=True)
    siret: Mapped[str | None] = mapped_column(Code(14), index=True)
    contact: Mapped[str] = mapped_column(Text(200), default="")
    kind: Mapped[BuyerKind | None] = mapped_column(Choice(BuyerKind))  # empty: not known, which the thresholds respect

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded = fold(name)[:260]
        return name


class Company(Record):
    """A company or an insertion structure: it holds lots, employs people, or both."""

    __tablename__ = "company"

    name: Mapped[str] = mapped_column(Text(200))
    folded: Mapped[str] = mapped_column(Text(260), index=True)
    kind: Mapped[CompanyKind] = mapped_column(Choice(CompanyKind), default=CompanyKind.ENTERPRISE)
    siret: Mapped[str | None] = mapped_column(Code(14), index=True)
    activity: Mapped[str] = mapped_column(Text(120), default="")
    address: Mapped[str] = mapped_column(Text(200), default="")
    postal_code: Mapped[str] = mapped_column(Text(5), default="")
    town: Mapped[str] = mapped_column(Text(80), default="")
    phone: Mapped[str] = mapped_column(Text(30), default="")
    email: Mapped[str] = mapped_column(Text(120), default="")
    note: Mapped[str] = mapped_column(Text(2000), default="")
    naf_code: Mapped[str] = mapped_column(Text(6), default="")
    website: Mapped[str] = mapped_column(Text(200), default="")
    agreement: Mapped[str] = mapped_column(Text(60), default="")  # its number, for insertion structures
    agreement_from: Mapped[dt.date | None]
    agreement_until: Mapped[dt.date | None]
    trades: Mapped[tuple[str, ...]] = mapped_column(default=())  # ROME codes
    communes_served: Mapped[tuple[str, ...]] = mapped_column(default=())  # INSEE codes
    tasks: Mapped[str] = mapped_column(Text(2000), default="")  # what it can give people to do

    @validates("name")
    def _fold(self, _key: str, name: str) -> str:
        self.folded = fold(name)[:260]
        return name


class Contact(Record):
    """Somebody to call at a company, with the date the details were last checked."""

    __tablename__ = "contact"

    company_id: Mapped[Key] = mapped_column(ForeignKey("company.id"), index=True)
    name: Mapped[str] = mapped_column(Text(120))
    role: Mapped[str] = mapped_column(Text(120), default="")
    phone: Mapped[str] = mapped_column(Text(30), default="")
    email: Mapped[str] = mapped_column(Text(120), default="")
    checked_on: Mapped[dt.date | None]  # when somebody last made sure of them
