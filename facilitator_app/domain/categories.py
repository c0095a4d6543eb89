"""The eligibility criteria of the insertion clause, as reference data that the house may edit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from facilitator_app.domain.base import Labelled
from facilitator_app.domain.words import fold


class Public(StrEnum):
    """Publics whose share is followed; they orient the lists, never a person's score."""

    WOMAN = "woman"
    SENIOR = "senior"
    YOUNG_GRADUATE = "young_graduate"
    QPV = "qpv"
    DISABLED = "disabled"

    @property
    def label(self) -> str:
        return _PUBLIC_LABELS[self]


_PUBLIC_LABELS = {
    Public.WOMAN: "Femmes",
    Public.SENIOR: "50 ans et plus",
    Public.YOUNG_GRADUATE: "Jeunes diplômés",
    Public.QPV: "Résidents QPV",
    Public.DISABLED: "Personnes RQTH",
}


class Way(Labelled):
    """The three ways to be eligible."""

    CRITERIA = "criteria", "Par un critère"
    STRUCTURE = "structure", "Par la structure"
    OPINION = "opinion", "Sur avis motivé"


class CategoryGroup(Labelled):
    """Families of criteria, as reports gather them."""

    UNEMPLOYMENT = "unemployment", "Chômage de longue durée"
    BENEFIT = "benefit", "Minima sociaux"
    HEALTH = "health", "Santé et handicap"
    YOUTH = "youth", "Jeunes"
    SENIOR = "senior", "50 ans et plus"
    PLACE = "place", "Territoire"
    JUSTICE = "justice", "Justice"
    SUPPORT = "support", "Parcours d’accompagnement"
    STRUCTURE = "structure", "Par la structure"
    OPINION = "opinion", "Avis motivé"
    SITUATION = "situation", "Situation personnelle"
    PROTECTED = "protected", "Critère protégé"

    @property
    def way(self) -> Way:
        ways = {CategoryGroup.STRUCTURE: Way.STRUCTURE, CategoryGroup.OPINION: Way.OPINION}
        return ways.get(self, Way.CRITERIA)


@dataclass(frozen=True, slots=True)
class AcceptedProof:
    """Another document the house accepts, and its greatest age in months (None: no age)."""

    label: str
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """One criterion, and the document that proves it.

    `proof` is written without its article, which `article` gives ("l’", "le ", "la ", "les " or nothing).
    `proof_months` is the greatest age of the document, None when it has none. `has_end` marks documents that bear
    an end of validity. `months` replaces the usual length of eligibility; `while_valid` makes it last as long as the
    document (no end when the document has none). `iae_level` is the level of the criterion for structures of
    insertion through economic activity (0: not one of theirs). `optional` marks criteria outside the core list of the
    2021 general conditions of contract (CCAG). A `closed` criterion is no longer offered, and still judges what was
    noted under it.
    """

    code: str
    label: str
    test: str
    article: str
    proof: str
    proof_months: int | None = None
    has_end: bool = False
    below_age: int | None = None
    from_age: int | None = None
    months: int | None = None
    while_valid: bool = False
    iae_level: int = 0
    public: Public | None = None
    optional: bool = False
    group: CategoryGroup = CategoryGroup.SITUATION
    other_proofs: tuple[AcceptedProof, ...] = ()
    closed: bool = False

    @property
    def way(self) -> Way:
        return self.group.way

    def months_of(self, proof: str) -> int | None:
        """The greatest age of the document named, which is the usual one unless the house accepts it by name."""
        if not proof or not self.other_proofs:
            return self.proof_months
        named = fold(proof)
        return next((other.months for other in self.other_proofs if fold(other.label) == named), self.proof_months)

    @property
    def the_proof(self) -> str:
        """`l’attestation France Travail`."""
        return f"{self.article}{self.proof}"

    @property
    def of_the_proof(self) -> str:
        """`de l’attestation France Travail`, `du titre de pension`."""
        contracted = {"le ": "du ", "les ": "des ", "": "du document\u00a0: "}
        return contracted.get(self.article, f"de {self.article}") + self.proof


DEFAULT_CATEGORIES: tuple[Category, ...] = (
    Category(
        "LTU", "Demandeur d’emploi de longue durée (plus de 12 mois)",
        "Inscription depuis plus de 12 mois, moins de 6 mois travaillés dans les 12 derniers.",
        "l’", "attestation France Travail", 3, iae_level=2,
        group=CategoryGroup.UNEMPLOYMENT,
    ),
    Category(
        "VLTU", "Demandeur d’emploi de très longue durée (24 mois et plus)",
        "Inscription depuis 24 mois ou plus.", "l’", "attestation France Travail", 3, iae_level=1,
        group=CategoryGroup.UNEMPLOYMENT,
    ),
    Category(
        "RSA", "Bénéficiaire du RSA", "Allocataire ou ayant droit, en recherche d’emploi.",
        "l’", "attestation CAF ou MSA", 3, iae_level=1,
        group=CategoryGroup.BENEFIT,
    ),
    Category(
        "ASS", "Allocataire de l’ASS", "Allocation de solidarité spécifique.",
        "l’", "attestation France Travail", 3, iae_level=1,
        group=CategoryGroup.BENEFIT,
    ),
    Category(
        "AAH", "Allocataire de l’AAH", "Allocation aux adultes handicapés.",
        "l’", "attestation CAF ou MSA", 3, iae_level=1, public=Public.DISABLED,
        group=CategoryGroup.HEALTH,
    ),
    Category(
        "INSERTION_ALLOWANCE", "Allocation d’insertion, ATA ou veuvage", "Libellé ancien encore cité par des marchés.",
        "l’", "attestation France Travail ou CAF", 3,
        group=CategoryGroup.BENEFIT,
    ),
    Category(
        "DISABILITY_PENSION", "Pension ou allocation d’invalidité", "Titulaire d’une pension d’invalidité.",
        "le ", "titre de pension CPAM", public=Public.DISABLED, iae_level=2,
        group=CategoryGroup.HEALTH,
    ),
    Category(
        "DISABLED", "Travailleur handicapé (RQTH et autres bénéficiaires de l’obligation d’emploi)",
        "Reconnaissance en cours de validité à l’embauche, milieu ordinaire.",
        "la ", "décision de reconnaissance (MDPH)", has_end=True, iae_level=2, public=Public.DISABLED,
        group=CategoryGroup.HEALTH,
    ),
    Category(
        "YOUTH_LOW_QUAL", "Moins de 26 ans, faible qualification",
        "Moins de 26 ans, niveau inférieur au CAP, sorti de l’école depuis 6 mois ou plus.",
        "l’", "attestation sur l’honneur ou de la mission locale", 3, below_age=26, iae_level=2,
        group=CategoryGroup.YOUTH,
    ),
    Category(
        "YOUTH_GRADUATE", "Jeune diplômé en recherche depuis plus de 6 mois",
        "Moins de 26 ans, diplômé, 6 mois d’inactivité ou plus depuis la fin des études.",
        "l’", "attestation France Travail ou mission locale", 3, below_age=26, public=Public.YOUNG_GRADUATE,
        group=CategoryGroup.YOUTH,
    ),
    Category(
        "YOUTH_SUPPORTED", "Jeune en suivi renforcé (PACEA, CEJ, SMA, SMV)",
        "Accompagnement en cours ou qui vient de finir.", "l’", "attestation mission locale ou RSMA", 3,
        group=CategoryGroup.YOUTH,
    ),
    Category(
        "SENIOR", "Demandeur d’emploi de 50 ans et plus", "50 ans ou plus, inscrit à France Travail.",
        "l’", "avis de situation France Travail", from_age=50, iae_level=2, public=Public.SENIOR,
        group=CategoryGroup.SENIOR,
    ),
    Category(
        "QPV", "Habitant d’un quartier prioritaire (QPV)", "Adresse en QPV, éloignement de l’emploi.",
        "le ", "justificatif de domicile", 6, iae_level=2, public=Public.QPV,
        group=CategoryGroup.PLACE,
    ),
    Category(
        "REFUGEE", "Réfugié ou bénéficiaire d’une protection",
        "Réfugié statutaire, protection subsidiaire ou temporaire.",
        "le ", "titre de séjour (ou autorisation de travail)", has_end=True, iae_level=2,
    ),
    Category(
        "JUSTICE", "Sortant de détention ou placé sous main de justice", "Suivi ou sortie de moins de 6 mois.",
        "le ", "billet de sortie (ou attestation SPIP)", 6, iae_level=2,
        group=CategoryGroup.JUSTICE,
    ),
    Category(
        "VERIFIED", "Critère vérifié, sans précision", "La structure a vu la pièce et n’en garde pas la nature.",
        "la ", "pièce vérifiée", 6,
        group=CategoryGroup.JUSTICE,
    ),
    Category(
        "PLIE", "Participant d’un PLIE", "Parcours en cours.", "l’", "attestation d’adhésion au PLIE",
        group=CategoryGroup.SUPPORT,
    ),
    Category(
        "IAE", "Salarié en parcours IAE (AI, ETTI, EI, ACI, EITI)", "PASS IAE valide.",
        "le ", "PASS IAE", has_end=True, while_valid=True,
        group=CategoryGroup.STRUCTURE,
    ),
    Category(
        "EA_ESAT", "Salarié d’entreprise adaptée ou usager d’ESAT", "Tant que la personne y travaille.",
        "l’", "attestation de la structure", while_valid=True, public=Public.DISABLED,
        group=CategoryGroup.STRUCTURE,
    ),
    Category(
        "GEIQ", "Salarié en parcours GEIQ", "Contrat en cours.", "le ", "contrat GEIQ", while_valid=True,
        group=CategoryGroup.STRUCTURE,
    ),
    Category(
        "NEIGHBOURHOOD_CORP", "Salarié d’une régie de quartier ou de territoire", "Contrat en cours.",
        "le ", "contrat de la régie", while_valid=True,
        group=CategoryGroup.STRUCTURE,
    ),
    Category(
        "EPIDE_E2C", "Volontaire EPIDE ou stagiaire E2C", "Parcours ou sortie.", "l’", "attestation EPIDE ou E2C", 3,
        group=CategoryGroup.SUPPORT,
    ),
    Category(
        "REASONED_OPINION", "Difficultés particulières, sur avis motivé",
        "Avis écrit de France Travail, mission locale, MDPH, PLIE, Cap emploi ou de la structure.",
        "l’", "avis motivé signé", 3,
        group=CategoryGroup.OPINION,
    ),
    Category(
        "ZRR", "Résident d’une zone de revitalisation rurale", "Adresse classée.",
        "le ", "justificatif de domicile", 6, iae_level=2, optional=True,
        group=CategoryGroup.PLACE,
    ),
    Category(
        "ASE", "Sortant de l’aide sociale à l’enfance", "Sortie de moins d’un an.",
        "l’", "attestation ASE", 12, iae_level=2, optional=True,
    ),
    Category(
        "SINGLE_PARENT", "Parent isolé", "Enfant à charge.", "l’", "attestation CAF", 3, iae_level=2, optional=True,
    ),
    Category(
        "HOMELESS", "Sans hébergement ou parcours de rue", "Domiciliation ou suivi social.",
        "l’", "attestation du travailleur social", 3, iae_level=2, optional=True,
    ),
    Category(
        "FRENCH_BELOW_A1", "Maîtrise du français inférieure à A1", "Évaluation linguistique.",
        "l’", "évaluation de français", 6, iae_level=2, optional=True,
    ),
    Category(
        "MOBILITY", "Problème de mobilité", "Diagnostic d’un prescripteur habilité.",
        "le ", "diagnostic mobilité", 6, iae_level=2, optional=True,
    ),
    Category(
        "CAREER_CHANGE", "Reconversion contrainte", "Licenciement économique ou inaptitude.",
        "le ", "justificatif de reconversion", optional=True,
    ),
)  # fmt: skip
