"""The entry of the register of processing and the impact assessment, to be completed by the house and its DPO."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.documents.form import Blanks, Fact, Facts, Form, Grid, Part, Signatures, Ticks, Words
from facilitator_app.documents.heading import INTERNAL, Heading, form_naming, signed_by
from facilitator_app.domain.retention import UNDONE_MONTHS
from facilitator_app.domain.values import counted

_TO_VALIDATE = "à valider par votre DPO"
_WARNING = ("À valider", "Projet rempli par le programme\u00a0: à compléter et à valider par votre DPO avant usage.")
_BASES = (
    "mission d’intérêt public (RGPD, article 6.1.e)",
    "intérêt légitime (RGPD, article 6.1.f)",
)
_BASES_SAID = (
    "Le référentiel social de la CNIL (délibération 2021-028) cite la mission d’intérêt public ou l’intérêt légitime, "
    "selon l’organisme\u00a0; le consentement n’est pas la base par défaut."
)
_DATA = (
    ("Identité, coordonnées", "Nom, prénom, nom de naissance, date de naissance, sexe, adresse, téléphone, courriel"),
    ("Projet professionnel", "Niveau, métiers visés et exercés, acquis, mobilité, disponibilité"),
    ("Éligibilité", "Critère, nature et date de la pièce vue, vue par qui\u00a0; pas de copie"),
    (
        "Critères protégés",
        "RQTH et invalidité (RGPD, article 9), situation judiciaire (article 10)\u00a0: à part, masqués",
    ),
    ("Parcours", "Propositions, contrats de travail, heures du mois, événements, formations, sorties"),
    ("Jamais", "Numéro de sécurité sociale (refusé à la saisie et à l’import), copie de pièce, diagnostic"),
)


@dataclass(frozen=True, slots=True)
class ProcessingRecord:
    """`judicial_detail`: whether the house keeps which judicial criterion was verified."""

    heading: Heading
    address: str
    active_months: int
    archive_months: int
    log_months: int
    encrypted: bool
    judicial_detail: bool
    people: int


def register_entry(record: ProcessingRecord) -> Form:
    """The entry of the register (GDPR art. 30)."""
    parts = (
        Part("Responsable", (Facts(_who(record)), Blanks("Délégué à la protection des données"))),
        Part("Finalités", (Words(_purposes()),)),
        Part(f"Base légale, {_TO_VALIDATE}", (Ticks(_BASES), Words(_BASES_SAID))),
        Part("Personnes concernées", (Words(_concerned(record)),)),
        Part("Données", (Grid(("Catégorie", "Contenu"), (25, 75), _data(record)),)),
        Part("Destinataires", (Words(_recipients()),)),
        Part("Transferts hors de l’Union européenne", (Words("Aucun par le programme\u00a0: il marche sans réseau."),)),
        Part(f"Durées, {_TO_VALIDATE}", (Words(_lengths(record)),)),
        Part("Sécurité", (Ticks(_security(record)[0], _security(record)[1]),)),
        Part("", (Signatures(("Pour le responsable", "Avis du DPO")),)),
    )
    return _form(record, "Fiche de registre", "Registre des traitements", parts)


def impact_assessment(record: ProcessingRecord) -> Form:
    """The draft of the impact assessment (GDPR art. 35). Levels are left to whoever answers for them."""
    risks = (
        (
            "Accès illégitime (vol, perte d’un PC, curiosité)",
            "Stigmatisation, discrimination à l’embauche, démarchage",
            "Base chiffrée, verrouillage automatique, critères protégés masqués, journal des consultations",
        ),
        (
            "Modification non voulue",
            "Éligibilité ou heures perdues, droit refusé à tort",
            "Historique de chaque champ, annulation, chaîne de contrôle du journal, éligibilité figée au contrat",
        ),
        (
            "Disparition",
            "Parcours interrompu, preuve impossible",
            "Sauvegardes vérifiées, deuxième emplacement, reprise en une minute, écriture qui résiste aux coupures",
        ),
    )
    grid = Grid(
        ("Risque", "Pour les personnes", "Mesures en place", "Gravité", "Vraisemblance"), (20, 23, 33, 11, 13),
        tuple((*risk, "", "") for risk in risks),
    )  # fmt: skip
    why = (
        "La liste de la CNIL des traitements soumis à analyse d’impact comprend l’accompagnement social des personnes. "
        f"Points présents ici, {_TO_VALIDATE}\u00a0:"
    )
    met = ("données sensibles ou très personnelles", "personnes vulnérables", "croisement de données")
    parts = (
        Part("Pourquoi cette analyse", (Words(why), Ticks(met))),
        Part("Le traitement", (Facts(_who(record)), Words(_purposes()), Words(_recipients()))),
        Part("Données", (Grid(("Catégorie", "Contenu"), (25, 75), _data(record)),)),
        Part(f"Nécessité et proportion, {_TO_VALIDATE}", (Ticks(_BASES), Words(_BASES_SAID), Words(_lengths(record)))),
        Part(
            "Droits des personnes",
            (
                Words(
                    "Information\u00a0: notice imprimée, date de remise notée. Accès\u00a0: dossier complet en "
                    "PDF et JSON. "
                    "Rectification\u00a0: tracée. Limitation\u00a0: retire des listes et exports. "
                    "Effacement\u00a0: anonymisation "
                    "qui ôte aussi les valeurs de l’historique et des sauvegardes\u00a0; les heures restent comptées."
                ),
            ),
        ),
        Part("Risques", (grid, Words("Gravité et vraisemblance\u00a0: négligeable, limitée, importante ou maximale."))),
        Part("Mesures du poste", (Ticks(_security(record)[0], _security(record)[1]), Blanks("Mesures à prendre", 3))),
        Part(
            "Avis et décision",
            (
                Blanks("Avis du DPO", 2),
                Blanks("Avis des personnes ou de leurs représentants, ou pourquoi il n’est pas demandé", 2),
                Ticks(("Validé", "Validé sous conditions", "Refusé, CNIL à consulter"), in_line=True),
                Signatures(("Pour le responsable", "Délégué à la protection des données")),
            ),
        ),
    )
    return _form(record, "Analyse d’impact", "Analyse d’impact (AIPD)", parts)


def _form(record: ProcessingRecord, word: str, title: str, parts: tuple[Part, ...]) -> Form:
    return form_naming(
        record.heading, word, title, "Suivi de la clause sociale d’insertion", parts, INTERNAL, warning=_WARNING
    )


def _who(record: ProcessingRecord) -> tuple[tuple[Fact, ...], ...]:
    return (
        (Fact("Structure", record.heading.letterhead.name),),
        (Fact("Adresse", record.address),),
        (Fact("Contact", record.heading.contact),),
        (Fact("Mis en œuvre par", signed_by(record.heading)),),
    )


def _purposes() -> str:
    return (
        "Vérifier l’éligibilité des personnes à la clause sociale d’insertion, les proposer aux entreprises "
        "tenues par un "
        "marché, suivre leur parcours et leurs heures, en rendre compte aux acheteurs, produire des "
        "statistiques sans nom."
    )


def _concerned(record: ProcessingRecord) -> str:
    return (
        f"{counted(record.people, 'personne suivie', 'personnes suivies')} au fichier à ce jour. Personnes "
        "éloignées de l’emploi suivies par la structure\u00a0; contacts des entreprises, structures d’insertion et "
        "acheteurs\u00a0; personnel de la structure (auteur des gestes)."
    )


def _recipients() -> str:
    return (
        "Personnel habilité de la structure. Entreprises et structures d’insertion\u00a0: profil et conclusion "
        "d’éligibilité, jamais le critère. Acheteurs\u00a0: nom, contrat et heures. Prescripteurs\u00a0: suites "
        "données."
    )


def _lengths(record: ProcessingRecord) -> str:
    return (
        f"Réglages de la structure\u00a0: {record.active_months} mois après le dernier contact, puis "
        f"{record.archive_months} mois d’archive à accès restreint, puis anonymisation confirmée par une personne. "
        f"Inscription annulée\u00a0: anonymisation proposée {UNDONE_MONTHS} mois après. "
        f"Journal des consultations\u00a0: {record.log_months} mois. Prolongation écrite et datée en cas de "
        "litige ou de "
        "contrôle. Repères cités par le programme\u00a0: CNIL, délibération 2023-095 (deux ans après le dernier "
        "contact)\u00a0; "
        "CASF, article R. 263-8 (deux ans, puis deux ans d’archive)."
    )


def _data(record: ProcessingRecord) -> tuple[tuple[str, str], ...]:
    detail = (
        "La structure garde quel critère judiciaire a été vérifié (réglage)."
        if record.judicial_detail
        else "La structure garde qu’un critère judiciaire a été vérifié, pas lequel."
    )
    return (*_DATA, ("Situation judiciaire", detail))


def _security(record: ProcessingRecord) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """What the program does is ticked; what the house must do is left to tick."""
    measures = (
        ("base de données chiffrée, une phrase de passe par personne", record.encrypted),
        ("historique de chaque champ, qui ne peut être réécrit sans que cela se voie", True),
        ("journal des consultations des fiches", True),
        ("sauvegardes vérifiées à l’ouverture", True),
        ("deuxième emplacement de sauvegarde", False),
        ("chiffrement du disque du poste", False),
        ("session Windows nominative, verrouillée en cas d’absence", False),
        ("documents exportés rangés puis supprimés, jamais envoyés en clair", False),
    )
    return tuple(label for label, _ in measures), tuple(done for _, done in measures)
