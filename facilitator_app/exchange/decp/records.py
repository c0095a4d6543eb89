"""From one raw record to a contract, or to the reason why it is set aside."""

from __future__ import annotations

from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange.decp.amendments import read_amendments
from facilitator_app.exchange.decp.execution_place import read_place
from facilitator_app.exchange.decp.fields import read_amount, read_cpv, read_date, read_flag, read_months
from facilitator_app.exchange.decp.holders import LONGEST_NAME, read_holders, read_siret
from facilitator_app.exchange.decp.published import PublishedContract, ReadRecord
from facilitator_app.exchange.decp.shapes import Raw, part, values
from facilitator_app.exchange.decp.social import read_considerations
from facilitator_app.exchange.decp.texts import known_text, remark, shortened
from facilitator_app.exchange.decp.vocabulary import (
    EXECUTION_MODES,
    GENERAL_CLAUSES,
    GROUP_KINDS,
    NATURES,
    PRICE_FORMS,
    PROCEDURES,
    TECHNIQUES,
    is_concession_nature,
    official,
)

_LONGEST_SUBJECT = 1_000
_LONGEST_ID = 60
_LOST_LETTER = "\ufffd"


def read_record(raw: object, is_concession: bool = False) -> ReadRecord:
    """A contract as the program keeps it. Concessions are set aside: the house follows contracts."""
    if not isinstance(raw, dict):
        return ReadRecord("Enregistrement", None, "Cet enregistrement n’est pas un marché.")
    published_id, subject = known_text(raw.get("id")), taken_out(known_text(raw.get("objet")))
    label = shortened(f"{published_id} {subject[:70]}".strip(), 70) or "Enregistrement sans numéro"
    if is_concession or _is_concession(raw):
        return ReadRecord(label, None, "C’est un contrat de concession, et seuls les marchés sont suivis.")
    remarks: list[str] = []
    buyer_identifier, buyer_siret = read_siret(part(raw, "acheteur", "id"), remarks, "Acheteur")
    if not (published_id and buyer_identifier and subject):
        return ReadRecord(label, None, _what_is_missing(published_id, buyer_identifier, subject))
    contract = _contract(raw, published_id, subject, buyer_identifier, buyer_siret, remarks)
    return ReadRecord(label, contract, None, tuple(remarks))


def _what_is_missing(published_id: str, buyer_identifier: str, subject: str) -> str:
    fields = ("numéro", published_id), ("SIRET d’acheteur", buyer_identifier), ("texte d’objet", subject)
    return f"Ce marché n’a pas de {' ni de '.join(name for name, text in fields if not text)}."


def _is_concession(raw: Raw) -> bool:
    if "autoriteConcedante" in raw and "acheteur" not in raw:
        return True
    kind, nature = raw.get("_type"), raw.get("nature")
    return (type(kind) is str and is_concession_nature(kind)) or (type(nature) is str and is_concession_nature(nature))


def _contract(
    raw: Raw, published_id: str, subject: str, buyer_identifier: str, buyer_siret: str | None, remarks: list[str]
) -> PublishedContract:
    get = raw.get
    if published_id.startswith("INX "):
        remarks.append(remark("Numéro", published_id, "préfixe INX retiré"))
        published_id = published_id[4:]
    if _LOST_LETTER in subject:
        remarks.append(remark("Objet", subject, "des lettres ont été perdues avant la publication"))
    if len(subject) > _LONGEST_SUBJECT:
        remarks.append(f"Objet{NO_BREAK_SPACE}: raccourci à {_LONGEST_SUBJECT} signes.")
    published_on = read_date(get("datePublicationDonnees"), remarks, "Date de publication")
    nature = official(NATURES, get("nature"))
    techniques = _labels(get("techniques"), "technique", TECHNIQUES)
    if nature == "Accord-cadre":  # a nature in 2019, a technique of an ordinary contract since 2022
        nature, techniques = "Marché", tuple(sorted({*techniques, "Accord-cadre"}))
    holders = read_holders(get("titulaires"), remarks)
    if not holders:
        remarks.append(f"Titulaires absents{NO_BREAK_SPACE}: marché lu sans titulaire.")
    place_code, place_kind = read_place(
        part(raw, "lieuExecution", "code"), part(raw, "lieuExecution", "typeCode"), remarks
    )
    return PublishedContract(
        buyer_identifier=buyer_identifier,
        buyer_siret=buyer_siret,
        buyer_name=taken_out(known_text(part(raw, "acheteur", "nom")))[:LONGEST_NAME] or None,
        published_id=published_id[:_LONGEST_ID],
        subject=subject[:_LONGEST_SUBJECT],
        cpv=read_cpv(get("codeCPV"), remarks),
        nature=nature,
        procedure=official(PROCEDURES, get("procedure")),
        techniques=techniques,
        execution_modes=_labels(get("modalitesExecution"), "modaliteExecution", EXECUTION_MODES),
        framework_id=known_text(get("idAccordCadre"))[:_LONGEST_ID] or None,
        ccag=official(GENERAL_CLAUSES, get("ccag")),
        place_code=place_code,
        place_kind=place_kind,
        duration_months=read_months(get("dureeMois"), remarks),
        notified_on=read_date(get("dateNotification"), remarks, "Date de notification", published_on),
        published_on=published_on,
        amount=read_amount(get("montant"), remarks),
        price_form=official(PRICE_FORMS, get("formePrix")),
        group_kind=official(GROUP_KINDS, get("typeGroupementOperateurs")),
        subcontracting=read_flag(get("sousTraitanceDeclaree"), remarks, "Sous-traitance"),
        holders=holders,
        considerations=read_considerations(get("considerationsSociales"), remarks),
        amendments=read_amendments(get("modifications"), published_on, remarks) if get("modifications") else (),
    )


def _labels(value: object, name: str, official_labels: tuple[str, ...]) -> tuple[str, ...]:
    """Several values of a closed list, each once, in alphabetical order since theirs means nothing."""
    if not value:
        return ()
    labels = {official(official_labels, published) for published in values(value, name)}
    return tuple(sorted(labels - {""}))
