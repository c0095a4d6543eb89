"""Who a published contract identifies: its buyer and its holders."""

from __future__ import annotations

from functools import lru_cache

from facilitator_app.domain.identifiers import IdentifierKind, compact, is_siren, is_siret, siren_of_vat
from facilitator_app.domain.social_security_number import taken_out
from facilitator_app.exchange.decp.published import PublishedHolder
from facilitator_app.exchange.decp.shapes import blocks
from facilitator_app.exchange.decp.texts import known_text, remark
from facilitator_app.exchange.decp.vocabulary import identifier_kind

LONGEST_IDENTIFIER = 36
LONGEST_NAME = 200


def read_siret(value: object, remarks: list[str], field: str) -> tuple[str, str | None]:
    """The identifier to keep, and the SIRET when its key is right."""
    identifier, siret, understood = _siret(value if type(value) is str else known_text(value))
    if understood:
        remarks.append(remark(field, value, understood))
    return identifier, siret


def read_holders(value: object, remarks: list[str]) -> tuple[PublishedHolder, ...]:
    """Each holder once, in the order of identifiers, since deliveries change the order."""
    found: list[PublishedHolder] = []
    for block in blocks(value, "titulaire"):
        number, label, name = block.get("id"), block.get("typeIdentifiant"), block.get("denominationSociale")
        holder, understood = _holder(
            number if type(number) is str else known_text(number),
            label if type(label) is str else known_text(label),
            name if type(name) is str else known_text(name),
        )
        if holder:
            found.append(holder)
        if understood:
            remarks.append(understood)
    if len(found) < 2:
        return tuple(found)
    once = {holder.identifier or holder.name or "": holder for holder in reversed(found)}
    return tuple(once[name] for name in sorted(once))


@lru_cache(maxsize=8192)
def _siret(published: str) -> tuple[str, str | None, str]:
    """The identifier, the SIRET it is, and what was understood."""
    identifier = compact(known_text(published).removeprefix("INX"))[:LONGEST_IDENTIFIER]
    if is_siret(identifier):
        return identifier, identifier, ""
    if not identifier:
        return "", None, ""
    if len(identifier) == 13 and is_siret("0" + identifier):
        return "0" + identifier, "0" + identifier, f"zéro de tête rétabli, lu 0{identifier}"
    if not (identifier.isascii() and identifier.isdigit()):
        return identifier, None, "ce n’est pas un SIRET, gardé sans être reconnu"
    if is_siren(identifier):
        return identifier, None, "SIREN seul, l’établissement n’est pas indiqué"
    if len(identifier) != 14:
        return identifier, None, f"SIRET de {len(identifier)} chiffres au lieu de 14, gardé sans être reconnu"
    return identifier, None, "la clé de ce SIRET est fausse, gardé sans être reconnu"


@lru_cache(maxsize=8192)
def _holder(published: str, published_kind: str, published_name: str) -> tuple[PublishedHolder | None, str]:
    """None for the empty blocks that some buyers' tools write; what was understood when it is not what was said."""
    name = taken_out(known_text(published_name))[:LONGEST_NAME] or None
    identifier = known_text(published)
    if not identifier:
        return PublishedHolder(None, "", name=name) if name else None, ""
    label = known_text(published_kind)
    kind = identifier_kind(label) if label else None
    if kind is IdentifierKind.SIRET or (not label and len(compact(identifier)) == 14):
        number, siret, understood = _siret(identifier)
        siren = siret[:9] if siret else number if is_siren(number) else None
        said = remark("Titulaire", identifier, understood) if understood else ""
        return PublishedHolder(IdentifierKind.SIRET, number, siret, siren, name), said
    said = remark("Type d’identifiant du titulaire", label, "non reconnu") if label and not kind else ""
    siren = siren_of_vat(identifier) if kind is not IdentifierKind.OUTSIDE_EU else None
    if siren:
        said = remark("Titulaire", identifier, f"SIREN {siren} déduit du numéro de TVA")
    return PublishedHolder(kind, identifier[:LONGEST_IDENTIFIER], siren=siren, name=name), said
