"""Who a published contract identifies: its buyer and its holders."""

from __future__ import annotations

from functools import lru_cache

from facilitator_app.domain.identifiers import IdentifierKind, compact, is_siren, is_siret, siren_of_vat
from facilitator_app.exchange.decp.published import PublishedHolder
from facilitator_app.exchange.decp.shapes import Raw, blocks
from facilitator_app.exchange.decp.texts import known_text, remark
from facilitator_app.exchange.decp.vocabulary import identifier_kind

LONGEST_IDENTIFIER = 40
LONGEST_NAME = 200


def read_siret(value: object, remarks: list[str], field: str) -> tuple[str, str | None]:
    """The identifier to keep, and the SIRET when its key is right."""
    identifier, siret, understood = _siret(value if isinstance(value, str) else known_text(value))
    if understood:
        remarks.append(remark(field, value, understood))
    return identifier, siret


@lru_cache(maxsize=8192)
def _siret(text: str) -> tuple[str, str | None, str]:
    identifier = compact(known_text(text).removeprefix("INX").strip())[:LONGEST_IDENTIFIER]
    if not identifier or is_siret(identifier):
        return identifier, identifier or None, ""
    if len(identifier) == 13 and is_siret("0" + identifier):
        return "0" + identifier, "0" + identifier, f"zéro de tête rétabli, lu 0{identifier}"
    if not (identifier.isascii() and identifier.isdigit()):
        return identifier, None, "ce n’est pas un SIRET, gardé sans être reconnu"
    if len(identifier) != 14:
        return identifier, None, f"SIRET de {len(identifier)} chiffres au lieu de 14, gardé sans être reconnu"
    return identifier, None, "la clé de ce SIRET est fausse, gardé sans être reconnu"


def read_holders(value: object, remarks: list[str]) -> tuple[PublishedHolder, ...]:
    """Each holder once, in the order of identifiers, since deliveries change the order."""
    found: dict[str, PublishedHolder] = {}
    for block in blocks(value, "titulaire"):
        holder = _holder(block, remarks)
        if holder:
            found.setdefault(holder.identifier or holder.name or "", holder)
    if len(found) < 2:
        return tuple(found.values())
    return tuple(found[name] for name in sorted(found))


def _holder(block: Raw, remarks: list[str]) -> PublishedHolder | None:
    """None for the empty blocks that some buyers' tools write."""
    published = block.get("id")
    name = known_text(block.get("denominationSociale"))[:LONGEST_NAME] or None
    identifier = known_text(published)
    if not identifier:
        return PublishedHolder(None, "", name=name) if name else None
    label = known_text(block.get("typeIdentifiant"))
    kind = identifier_kind(label) if label else None
    if kind is IdentifierKind.SIRET or (kind is None and len(identifier) == 14):
        return _known_by_siret(published, name, remarks)
    if label and kind is None:
        remarks.append(remark("Type d’identifiant du titulaire", label, "non reconnu"))
    siren = siren_of_vat(identifier) if kind is not IdentifierKind.OUTSIDE_EU else None
    if siren:
        remarks.append(remark("Titulaire", identifier, f"SIREN {siren} déduit du numéro de TVA"))
    return PublishedHolder(kind, identifier[:LONGEST_IDENTIFIER], siren=siren, name=name)


def _known_by_siret(published: object, name: str | None, remarks: list[str]) -> PublishedHolder:
    as_siren = compact(known_text(published))
    if is_siren(as_siren):
        remarks.append(remark("Titulaire", published, "SIREN seul, l’établissement n’est pas indiqué"))
        return PublishedHolder(IdentifierKind.SIRET, as_siren, siren=as_siren, name=name)
    identifier, siret = read_siret(published, remarks, "Titulaire")
    return PublishedHolder(IdentifierKind.SIRET, identifier, siret, siret[:9] if siret else None, name)
