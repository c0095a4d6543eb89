"""What a person is told about her data when she is registered (GDPR articles 13 and 14)."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Part, Signatures, Ticks, Words
from facilitator_app.documents.heading import TO_PERSON, Heading, form_naming

_DATA = (
    "Votre identité, vos coordonnées, votre niveau de formation, vos métiers et acquis, votre mobilité et votre "
    "disponibilité\u00a0; le critère qui vous rend éligible et la date de la pièce vue\u00a0; les propositions, "
    "contrats de travail et heures faites dans le cadre de la clause. Jamais votre numéro de sécurité sociale. "
    "Nous ne gardons pas de copie de vos pièces."
)
_RIGHTS = (
    "Vous pouvez demander à voir tout votre dossier, à le faire corriger, à ce qu’il soit laissé de côté, à vous "
    "opposer à son usage ou à le faire effacer. Nous répondons dans le mois. Si la réponse ne vous convient pas, vous "
    "pouvez saisir la CNIL (www.cnil.fr)."
)


@dataclass(frozen=True, slots=True)
class InformationNotice:
    """`active_months` and `archive_months` are the lengths that the house set."""

    heading: Heading
    name: str
    active_months: int
    archive_months: int


def information_notice(notice: InformationNotice) -> Form:
    """What is printed and handed over, with a signed part that says so."""
    heading = notice.heading
    who = heading.letterhead
    contact = heading.contact or "à compléter"
    house = "\n".join(who.contact_lines) or "à compléter"
    kept = (
        f"Votre dossier sert {notice.active_months} mois après notre dernier échange. Il est ensuite mis à l’écart "
        f"{notice.archive_months} mois, puis tout ce qui vous nomme est effacé\u00a0; seules restent des heures "
        "comptées sans nom. Un contrôle ou un litige peut obliger à le garder plus longtemps\u00a0: la raison en est "
        "alors écrite."
    )
    parts = (
        Part(
            "Qui tient ce fichier",
            (
                Facts(
                    ((Fact("Structure", who.name),), (Fact("Coordonnées", house),), (Fact("Pour vos droits", contact),))
                ),
            ),
        ),
        Part(
            "Pourquoi",
            (
                Words(
                    "Vous proposer des emplois réservés par la clause sociale d’insertion, vérifier que vous y avez "
                    "droit, suivre votre parcours et rendre compte des heures aux acheteurs publics, sans vos critères."
                ),
                Words("Base légale, cochée par la structure\u00a0:"),
                Ticks(
                    (
                        "mission d’intérêt public (RGPD, article 6.1.e)",
                        "intérêt légitime de la structure (RGPD, article 6.1.f)",
                    )
                ),
            ),
        ),
        Part("Quelles données", (Words(_DATA),)),
        Part(
            "Qui les voit",
            (
                Words(
                    "Les personnes habilitées de la structure. Les entreprises et structures d’insertion à qui nous "
                    "vous proposons, avec votre accord\u00a0: votre profil et le fait d’être éligible, pas le critère. "
                    "L’acheteur du marché\u00a0: votre nom, votre contrat et vos heures, quand il les demande."
                ),
            ),
        ),
        Part("Combien de temps", (Words(kept),)),
        Part("Vos droits", (Words(_RIGHTS), Words(f"Pour les exercer\u00a0: {contact}."))),
        Part("Remise de cette notice", (Signatures((f"Reçue par {notice.name}", "Remise par")),)),
    )
    return form_naming(heading, "Notice", "Vos données personnelles", "Notice d’information", parts, TO_PERSON)
