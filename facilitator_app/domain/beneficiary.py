"""The people followed: who they are, what they can do and want to do, and the proofs of their eligibility."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, validates

from facilitator_app.domain.base import Labelled, Record
from facilitator_app.domain.columns import Choice, Text, Whole
from facilitator_app.domain.keys import Key
from facilitator_app.domain.words import fold


class Sex(Labelled):
    WOMAN = "woman", "Femme"
    MAN = "man", "Homme"
    UNKNOWN = "unknown", "Non précisé"


class YesNoUnknown(Labelled):
    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "Inconnu"


class EducationLevel(Labelled):
    """National levels of qualification (décret n° 2019-14)."""

    BELOW_3 = "below_3", "Sans diplôme (infra 3)"
    LEVEL_3 = "3", "CAP, BEP (niveau 3)"
    LEVEL_4 = "4", "Bac (niveau 4)"
    LEVEL_5 = "5", "Bac + 2 (niveau 5)"
    LEVEL_6 = "6", "Bac + 3 ou 4 (niveau 6)"
    LEVEL_7 = "7", "Bac + 5 et plus (niveau 7)"
    UNKNOWN = "unknown", "Non précisé"


class Transport(Labelled):
    ON_FOOT = "foot", "À pied"
    BIKE = "bike", "Vélo, trottinette"
    PUBLIC = "public", "Transports en commun"
    TWO_WHEELER = "moped", "Deux-roues motorisé"
    CAR = "car", "Voiture"


class StructureKind(Labelled):
    """Employers whose people are eligible because they work there."""

    AI = "ai", "Association intermédiaire (AI)"
    ACI = "aci", "Atelier ou chantier d’insertion (ACI)"
    EI = "ei", "Entreprise d’insertion (EI)"
    ETTI = "etti", "Entreprise de travail temporaire d’insertion (ETTI)"
    EITI = "eiti", "Entreprise d’insertion par le travail indépendant (EITI)"
    GEIQ = "geiq", "GEIQ"
    EA = "ea", "Entreprise adaptée (EA)"
    EATT = "eatt", "Entreprise adaptée de travail temporaire (EATT)"
    ESAT = "esat", "ESAT"
    NEIGHBOURHOOD = "neighbourhood", "Régie de quartier ou de territoire"


class Beneficiary(Record):
    """A person followed. No social security number: no law lets an employment house keep one."""

    __tablename__ = "beneficiary"
    # Everything the list looks through, in its order: 50 000 people are searched without reading their files.
    __table_args__ = (
        Index(
            "ix_beneficiary_list", "removed", "archived_on", "sort_name", "id", "search_text", "available_from",
            "birth_date",
        ),
        Index("ix_beneficiary_born", "birth_date", "sort_name"),  # who of that day has nearly this name
    )  # fmt: skip

    last_name: Mapped[str] = mapped_column(Text(100))
    first_name: Mapped[str] = mapped_column(Text(100))
    birth_name: Mapped[str] = mapped_column(Text(100), default="")  # when it is not the name borne
    sort_name: Mapped[str] = mapped_column(Text(260), index=True)  # folded «last first»
    search_text: Mapped[str] = mapped_column(Text(800), default="")  # folded names, town and jobs aimed at
    birth_date: Mapped[dt.date | None]
    sex: Mapped[Sex] = mapped_column(Choice(Sex), default=Sex.UNKNOWN)
    phone: Mapped[str] = mapped_column(Text(30), default="", index=True)
    email: Mapped[str] = mapped_column(Text(120), default="", index=True)
    address: Mapped[str] = mapped_column(Text(200), default="")
    postal_code: Mapped[str] = mapped_column(Text(5), default="")
    town: Mapped[str] = mapped_column(Text(80), default="")
    commune_code: Mapped[str | None] = mapped_column(Text(5))
    coordinates: Mapped[str] = mapped_column(Text(40), default="")  # of the address: «43.1258, 5.9306», in degrees
    in_qpv: Mapped[YesNoUnknown] = mapped_column(Choice(YesNoUnknown), default=YesNoUnknown.UNKNOWN)
    education: Mapped[EducationLevel] = mapped_column(Choice(EducationLevel), default=EducationLevel.UNKNOWN)
    referrer: Mapped[str] = mapped_column(Text(120), default="")
    advisor: Mapped[str] = mapped_column(Text(120), default="")
    registered_on: Mapped[dt.date]
    notice_given_on: Mapped[dt.date | None]
    archived_on: Mapped[dt.date | None]
    archived_reason: Mapped[str] = mapped_column(Text(200), default="")
    jobs_aimed: Mapped[tuple[str, ...]] = mapped_column(default=())  # ROME codes
    jobs_done: Mapped[tuple[str, ...]] = mapped_column(default=())  # ROME codes practised before
    requirements: Mapped[tuple[str, ...]] = mapped_column(default=())  # licences, CACES, habilitations
    transport: Mapped[Transport] = mapped_column(Choice(Transport), default=Transport.PUBLIC)
    max_travel_minutes: Mapped[int] = mapped_column(Whole(0, 240), default=45)
    available_from: Mapped[dt.date | None]
    weekly_hours_least: Mapped[int] = mapped_column(Whole(0, 48), default=0)
    weekly_hours_most: Mapped[int] = mapped_column(Whole(0, 48), default=35)
    note: Mapped[str] = mapped_column(Text(2000), default="")
    merged_into: Mapped[Key | None]  # the record of the same person that took everything of this one

    @validates("last_name", "first_name")
    def _fold_name(self, key: str, name: str) -> str:
        names = {"last_name": self.last_name, "first_name": self.first_name, key: name}
        self.sort_name = fold(f"{names['last_name'] or ''} {names['first_name'] or ''}")[:260]
        return name

    @property
    def full_name(self) -> str:
        return f"{self.last_name} {self.first_name}"


class EligibilityProof(Record):
    """A criterion of eligibility and the proof of it that was seen (seen, not copied)."""

    __tablename__ = "eligibility_proof"

    beneficiary_id: Mapped[Key] = mapped_column(ForeignKey("beneficiary.id"), index=True)
    category: Mapped[str] = mapped_column(Text(40))
    proof: Mapped[str] = mapped_column(Text(200), default="")
    dated_on: Mapped[dt.date | None]
    seen_on: Mapped[dt.date | None]
    seen_by: Mapped[str] = mapped_column(Text(120), default="")
    valid_until: Mapped[dt.date | None]
    # Eligible by the structure: which one, under which agreement, and the number and first day of the PASS IAE.
    structure: Mapped[str] = mapped_column(Text(120), default="")
    structure_kind: Mapped[StructureKind | None] = mapped_column(Choice(StructureKind))
    agreement: Mapped[str] = mapped_column(Text(60), default="")
    pass_number: Mapped[str] = mapped_column(Text(20), default="")
    valid_from: Mapped[dt.date | None]
    # Eligible by reasoned opinion: its words and who signed it.
    opinion: Mapped[str] = mapped_column(Text(1000), default="")
    opinion_by: Mapped[str] = mapped_column(Text(160), default="")
