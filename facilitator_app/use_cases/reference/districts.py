"""Whether a person lives in a priority district (QPV), from what the house loaded; «unknown» is an answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.districts import contains, read_coordinates, unit_point, unpacked
from facilitator_app.domain.reference import QpvDistrict, ReferenceTable, TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.travel import Place, straight_line_km
from facilitator_app.use_cases.reference import commune

_WHOLE_COUNTRY = 50  # départements with a district: the table is not that of one region
_FARTHEST_KM = 40  # no commune of France reaches farther from its centre, Guyane excepted


class Answer(StrEnum):
    """What is known of the district."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


_KEPT_AS = {Answer.YES: YesNoUnknown.YES, Answer.NO: YesNoUnknown.NO, Answer.UNKNOWN: YesNoUnknown.UNKNOWN}


@dataclass(frozen=True, slots=True)
class DistrictAnswer:
    """The answer, the district when there is one, and one sentence that says where it comes from."""

    answer: Answer
    why: str
    code: str = ""
    name: str = ""

    @property
    def in_district(self) -> bool | None:
        """None when it is not known."""
        return None if self.answer is Answer.UNKNOWN else self.answer is Answer.YES

    @property
    def title(self) -> str:
        """`Dans le quartier Sainte-Musse`, `Hors quartier prioritaire` or `Inconnu`."""
        said = {Answer.YES: f"Dans le quartier {self.name}", Answer.NO: "Hors quartier prioritaire"}
        return said.get(self.answer, "Inconnu")

    @property
    def kept_as(self) -> YesNoUnknown:
        """What would be noted on the person's sheet."""
        return _KEPT_AS[self.answer]


def is_loaded(session: Session) -> bool:
    """Whether the house has loaded the published districts."""
    return _edition(session) is not None


NOT_ASKED = DistrictAnswer(Answer.UNKNOWN, "")


def district_of(session: Session, commune_code: str | None, coordinates: str) -> DistrictAnswer:
    """The same from coordinates as they were typed; what cannot be read gives «unknown», and why."""
    try:
        point = read_coordinates(coordinates)
    except Refusal as refusal:
        return _unknown(str(refusal))
    return qpv_of(session, commune_code, *(point or ()))


def qpv_of(
    session: Session,
    commune_code: str | None = None,
    latitude: Decimal | float | None = None,
    longitude: Decimal | float | None = None,
) -> DistrictAnswer:
    """From coordinates in degrees when they are given, else from a commune that has no district at all.

    A commune that has one proves nothing by itself. Without the published file, the answer is «unknown».
    """
    edition = _edition(session)
    if edition is None:
        return _unknown("Le fichier des quartiers n’est pas chargé\u00a0: voir Paramètres, Référentiels.")
    source = f"d’après les contours {edition}" if edition else "d’après les contours chargés"
    if latitude is not None and longitude is not None:
        return _by_point(session, commune_code, latitude, longitude, source)
    return _by_commune(session, commune_code, source)


def _edition(session: Session) -> str | None:
    """The edition loaded, which may have no name; None when there is none."""
    return session.scalar(select(ReferenceTable.version).where(ReferenceTable.kind == TableKind.DISTRICTS))


def _by_point(
    session: Session, commune_code: str | None, latitude: Decimal | float, longitude: Decimal | float, source: str
) -> DistrictAnswer:
    x, y = point = unit_point(longitude, latitude)
    around = select(QpvDistrict.code, QpvDistrict.name, QpvDistrict.outline).where(
        QpvDistrict.west <= x, QpvDistrict.east >= x, QpvDistrict.south <= y, QpvDistrict.north >= y
    )
    for code, name, outline in session.execute(around.order_by(QpvDistrict.code)):
        if outline is not None and contains(unpacked(outline), point):
            return DistrictAnswer(Answer.YES, f"Ce point est dans le quartier {name}, {source}.", code, name)
    place = commune(commune_code)
    if place is not None and place.latitude is not None and place.longitude is not None:
        km = straight_line_km(Place(place.latitude, place.longitude), Place(float(latitude), float(longitude)))
        if km > _FARTHEST_KM:
            return _unknown(f"Ces coordonnées sont à {round(km)}\u00a0km de {place.name}\u00a0: vérifiez-les.")
    bare = _in_commune(commune_code).where(QpvDistrict.outline.is_(None)) if commune_code else _without_outline()
    if session.scalar(bare):
        return _unknown("Un quartier est connu sans son contour\u00a0: chargez le fichier GeoJSON des quartiers.")
    if not _covers(session, commune_code):
        return _unknown("Le fichier chargé ne couvre pas ce département.")
    return DistrictAnswer(Answer.NO, f"Ce point n’est dans aucun quartier prioritaire, {source}.")


def _by_commune(session: Session, commune_code: str | None, source: str) -> DistrictAnswer:
    if not commune_code:
        return _unknown("Indiquez la commune, ou les coordonnées de l’adresse.")
    place = commune(commune_code)
    name = place.name if place else commune_code
    unplaced = select(func.count()).select_from(QpvDistrict).where(QpvDistrict.communes == "")
    if count := session.scalar(_in_commune(commune_code)):
        several = f"{count} quartiers prioritaires" if count > 1 else "un quartier prioritaire"
        return _unknown(f"{name} a {several}\u00a0: donnez les coordonnées de l’adresse pour savoir.")
    if session.scalar(unplaced) or not _covers(session, commune_code):
        return _unknown(f"Le fichier chargé ne permet pas de répondre pour {name}.")
    return DistrictAnswer(Answer.NO, f"{name} n’a aucun quartier prioritaire, {source}.")


def _in_commune(code: str) -> Select[int]:
    return select(func.count()).select_from(QpvDistrict).where(QpvDistrict.communes.contains(code, autoescape=True))


def _without_outline() -> Select[int]:
    return select(func.count()).select_from(QpvDistrict).where(QpvDistrict.outline.is_(None))


def _covers(session: Session, commune_code: str | None) -> bool:
    """Whether the table speaks of that place: a file of one region says nothing of the others."""
    if commune_code is not None:
        beside = literal(" ").concat(QpvDistrict.communes)
        near = select(QpvDistrict.code).where(beside.contains(f" {_department(commune_code)}", autoescape=True))
        if session.scalar(near.limit(1)) is not None:
            return True
    asked = select(QpvDistrict.communes).where(QpvDistrict.communes != "")
    departments = {_department(code) for codes in session.scalars(asked) for code in codes.split()}
    return len(departments) >= _WHOLE_COUNTRY


def _department(commune_code: str) -> str:
    return commune_code[: 3 if commune_code.startswith("97") else 2]


def _unknown(why: str) -> DistrictAnswer:
    return DistrictAnswer(Answer.UNKNOWN, why)
