"""Why an encrypted house does not open, each with its way out; none ever repeats what was typed."""

from __future__ import annotations

from facilitator_app.domain.refusal import Problem, Refusal

_PAPER = "Ouvrez la base avec la clé de secours imprimée, puis choisissez une nouvelle phrase de passe"


class WrongPhrase(Refusal):
    def __init__(self) -> None:
        super().__init__(
            Problem(
                "phrase",
                "Cette phrase de passe n’est pas la bonne. Vérifiez que la touche Verr. Maj est éteinte et que le "
                "clavier est en français, puis retapez-la.",
            )
        )


class UnknownPerson(Refusal):
    def __init__(self) -> None:
        super().__init__(
            Problem(
                "person",
                "Cette personne n’a pas de phrase de passe pour cette base. Choisissez un nom de la liste, ou demandez "
                "à un collègue de vous ajouter.",
            )
        )


class AnotherHouse(Refusal):
    """The phrase was right, but the key it gave opens another file."""

    def __init__(self) -> None:
        super().__init__(
            Problem(
                "",
                "Le fichier des clés ne correspond pas à cette base\u00a0: il vient d’une autre, d’avant un "
                "changement de clé, ou le début de la base est abîmé. Remettez celui qui accompagne cette base ou sa "
                "sauvegarde, ou ouvrez-la avec la clé de secours.",
            )
        )


class SlotsMissing(Refusal):
    def __init__(self) -> None:
        super().__init__(
            Problem(
                "",
                "Le fichier des clés, qui accompagne la base (arrimage.db.cle), n’est plus dans son dossier. "
                f"Remettez-le en place s’il a été déplacé\u00a0; sinon\u00a0: {_PAPER[0].lower()}{_PAPER[1:]}.",
            )
        )


class SlotsDamaged(Refusal):
    def __init__(self) -> None:
        super().__init__(
            Problem(
                "",
                f"Le fichier des clés est abîmé. {_PAPER}, ou reprenez celui qui accompagne la dernière sauvegarde.",
            )
        )


class NewerFormat(Refusal):
    def __init__(self) -> None:
        super().__init__(
            Problem(
                "",
                "Le fichier des clés a été écrit par une version plus récente d’Arrimage. "
                "Installez cette version sur ce poste, puis recommencez.",
            )
        )
