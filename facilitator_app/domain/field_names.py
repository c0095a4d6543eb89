"""The French name of every kind of record and of every field that the journal keeps, as the history says them."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled


class Subject(Labelled):
    """What the history can be narrowed to."""

    PEOPLE = "people", "Personnes"
    HOURS = "hours", "Heures"
    CONTRACTS = "contracts", "Marchés"
    COMPANIES = "companies", "Entreprises"
    NEEDS = "needs", "Besoins"
    DOCUMENTS = "documents", "Documents"
    SETTINGS = "settings", "Réglages"


KINDS: dict[str, tuple[str, Subject]] = {
    "stored_file": ("Fichier", Subject.SETTINGS),
    "office": ("Structure", Subject.SETTINGS),
    "rules": ("Règles", Subject.SETTINGS),
    "buyer": ("Acheteur", Subject.COMPANIES),
    "company": ("Entreprise", Subject.COMPANIES),
    "contact": ("Contact", Subject.COMPANIES),
    "contract": ("Marché", Subject.CONTRACTS),
    "lot": ("Lot", Subject.CONTRACTS),
    "lot_holder": ("Titulaire", Subject.CONTRACTS),
    "beneficiary": ("Personne", Subject.PEOPLE),
    "eligibility_proof": ("Justificatif", Subject.PEOPLE),
    "protected_proof": ("Critère protégé", Subject.PEOPLE),
    "retention_hold": ("Conservation prolongée", Subject.PEOPLE),
    "restriction": ("Accès restreint", Subject.PEOPLE),
    "not_the_same": ("Personnes distinctes", Subject.PEOPLE),
    "need": ("Besoin", Subject.NEEDS),
    "proposal": ("Proposition", Subject.NEEDS),
    "placement": ("Parcours", Subject.PEOPLE),
    "monthly_hours": ("Heures du mois", Subject.HOURS),
    "month_statement": ("Déclaration du mois", Subject.HOURS),
    "issued_document": ("Document", Subject.DOCUMENTS),
}
"""By table: what one record is called, and where the history puts it."""

COMPUTED: dict[str, frozenset[str]] = {
    "buyer": frozenset({"folded"}),
    "company": frozenset({"folded"}),
    "contract": frozenset({"folded", "published_key", "loose_key", "published_marks"}),
    "lot": frozenset({"folded"}),
    "beneficiary": frozenset({"sort_name", "search_text"}),
    "proposal": frozenset({"score_parts"}),
}
"""Fields that the program works out from others: undone with them, never shown."""

REMOVED = "Fiche"
"""What the field `removed` is called, on every kind of record."""

FIELDS: dict[str, dict[str, str]] = {
    "stored_file": {"content": "Contenu", "media_type": "Format"},
    "office": {
        "name": "Nom de la structure", "service": "Service", "address": "Adresse", "postal_code": "Code postal",
        "town": "Commune", "email": "Courriel", "phone": "Téléphone", "facilitator_name": "Nom du facilitateur",
        "facilitator_title": "Fonction du facilitateur", "logo_id": "Logo", "demonstration": "Base d’exemple",
        "steps_done": "Premiers réglages faits",
    },
    "rules": {
        "eligibility_months": "Durée de l’éligibilité (mois)", "renewal_warning_days": "Alerte avant la fin (jours)",
        "full_time_hours": "Temps plein d’un mois", "most_hours_a_month": "Heures au plus dans un mois",
        "hours_of_one_fte": "Heures d’un équivalent temps plein", "hourly_cost": "Coût horaire",
        "yearly_target": "Objectif de l’année", "reporting_day": "Jour d’envoi des heures",
        "ahead_from": "Lot en avance à partir de", "on_pace_from": "Lot dans le rythme à partir de",
        "watch_from": "Lot à surveiller à partir de", "not_started_after": "Lot non démarré après",
        "weight_skills": "Poids des compétences", "weight_travel": "Poids du trajet",
        "weight_availability": "Poids de la disponibilité", "weight_project": "Poids du projet",
        "target_women": "Objectif, femmes", "target_seniors": "Objectif, 50 ans et plus",
        "target_young_graduates": "Objectif, jeunes diplômés", "target_qpv": "Objectif, résidents QPV",
        "target_disabled": "Objectif, personnes RQTH", "retention_active_months": "Conservation active (mois)",
        "retention_archive_months": "Archivage restreint (mois)", "judicial_detail": "Détail des critères judiciaires",
    },
    "buyer": {"name": "Nom", "siret": "SIRET", "contact": "Contact"},
    "company": {
        "name": "Nom", "kind": "Type de structure", "siret": "SIRET", "activity": "Activité", "address": "Adresse",
        "postal_code": "Code postal", "town": "Commune", "phone": "Téléphone", "email": "Courriel", "note": "Remarques",
    },
    "contact": {
        "company_id": "Entreprise", "name": "Nom", "role": "Fonction", "phone": "Téléphone", "email": "Courriel",
    },
    "contract": {
        "number": "Numéro", "subject": "Objet", "short_name": "Nom court", "buyer_id": "Acheteur", "state": "Suivi",
        "notified_on": "Notifié le", "duration_months": "Durée (mois)", "amount": "Montant", "cpv": "Code CPV",
        "nature": "Nature", "procedure": "Procédure", "place_code": "Lieu d’exécution (code)",
        "place_kind": "Lieu d’exécution (type de code)", "considerations": "Considérations",
        "published_id": "Identifiant publié", "note": "Remarques",
    },
    "lot": {
        "contract_id": "Marché", "code": "Code", "number": "Numéro", "title": "Intitulé", "segment": "Segment",
        "clause": "Outil", "due_hours": "Heures dues", "due_reason": "Motif des heures dues", "amount": "Montant",
        "labour_share": "Part de main-d’œuvre", "insertion_rate": "Effort d’insertion", "hourly_cost": "Coût horaire",
        "starts_on": "Début", "ends_on": "Fin", "commune_code": "Commune", "closed_on": "Clos le",
    },
    "lot_holder": {
        "lot_id": "Lot", "company_id": "Entreprise", "role": "Rôle", "contact_id": "Correspondant",
    },
    "beneficiary": {
        "last_name": "Nom", "first_name": "Prénom", "birth_name": "Nom de naissance",
        "birth_date": "Date de naissance", "sex": "Sexe",
        "phone": "Téléphone", "email": "Courriel", "address": "Adresse", "postal_code": "Code postal",
        "town": "Commune", "commune_code": "Commune (code)", "in_qpv": "Habite en QPV", "education": "Niveau",
        "referrer": "Prescripteur", "advisor": "Référent", "registered_on": "Inscription",
        "notice_given_on": "Notice remise le", "archived_on": "Archivage", "archived_reason": "Motif de l’archivage",
        "jobs_aimed": "Métiers visés", "jobs_done": "Métiers exercés", "requirements": "Acquis",
        "transport": "Transport", "max_travel_minutes": "Trajet accepté (minutes)", "available_from": "Disponible le",
        "weekly_hours_least": "Heures par semaine, au moins", "weekly_hours_most": "Heures par semaine, au plus",
        "note": "Remarques", "merged_into": "Fusionnée avec",
    },
    "eligibility_proof": {
        "beneficiary_id": "Personne", "category": "Critère", "proof": "Pièce", "dated_on": "Pièce datée du",
        "seen_on": "Vue le", "seen_by": "Vue par", "valid_until": "Valable jusqu’au",
    },
    "protected_proof": {
        "beneficiary_id": "Personne", "category": "Critère", "dated_on": "Pièce datée du", "seen_on": "Vérifié le",
        "seen_by": "Vérifié par", "valid_until": "Valable jusqu’au",
    },
    "retention_hold": {"beneficiary_id": "Personne", "reason": "Motif", "until": "Jusqu’au"},
    "restriction": {"beneficiary_id": "Personne", "reason": "Motif", "since": "Depuis le"},
    "not_the_same": {"one_id": "Personne", "other_id": "Autre personne", "said_by": "Constaté par"},
    "need": {
        "code": "Numéro", "lot_id": "Lot", "company_id": "Entreprise", "title": "Poste", "rome_code": "Métier",
        "commune_code": "Commune (code)", "place": "Lieu", "starts_on": "Début", "duration_months": "Durée (mois)",
        "hours_per_week": "Heures par semaine", "posts": "Nombre de postes", "contract_type": "Type de contrat",
        "requirements": "Exigences", "wishes": "Souhaits", "without_car": "Accessible sans voiture", "state": "État",
        "note": "Remarques",
    },
    "proposal": {
        "need_id": "Besoin", "beneficiary_id": "Personne", "state": "Réponse", "proposed_on": "Proposée le",
        "score": "Note", "answered_on": "Réponse le", "reason": "Motif",
    },
    "placement": {
        "beneficiary_id": "Personne", "lot_id": "Lot", "employer_id": "Employeur", "need_id": "Besoin",
        "contract_type": "Type de contrat", "starts_on": "Début", "ends_on": "Fin", "end_reason": "Motif de fin",
        "hours_per_week": "Heures par semaine", "eligible": "Éligible", "eligible_until": "Éligible jusqu’au",
        "eligibility": "Éligibilité au premier jour", "categories": "Critères retenus",
        "woman": "Comptée parmi les femmes",
        "senior": "Comptée parmi les 50 ans et plus", "young_graduate": "Comptée parmi les jeunes diplômés",
        "qpv": "Comptée parmi les résidents QPV", "disabled": "Comptée parmi les personnes RQTH",
    },
    "monthly_hours": {
        "placement_id": "Parcours", "month": "Mois", "declared": "Heures", "confirmed": "Confirmées",
        "proof_seen": "Justificatif vu", "note": "Remarque",
    },
    "month_statement": {
        "lot_id": "Lot", "month": "Mois", "state": "État", "validated_on": "Validé le", "validated_by": "Validé par",
        "reopened_reason": "Motif de réouverture ou de correction", "note": "Remarque",
    },
    "issued_document": {
        "kind": "Document", "number": "Numéro", "lot_id": "Lot", "month": "Mois", "perimeter": "Périmètre",
        "provisional": "Provisoire", "issued_at": "Édité le", "issued_by": "Édité par", "fingerprint": "Empreinte",
        "file_id": "Fichier",
    },
}  # fmt: skip
"""By table and column. Names of columns are for ever, since the journal holds them; these words may change at will."""


def kind_name(table: str) -> str:
    """«Personne»; the table itself for a kind of record that a newer program added."""
    return KINDS[table][0] if table in KINDS else table


def field_name(table: str, field: str) -> str:
    """«Date de naissance»."""
    return REMOVED if field == "removed" else FIELDS.get(table, {}).get(field, field)


def is_shown(table: str, field: str) -> bool:
    """Whether a person recognises this field, rather than the program alone."""
    return field not in COMPUTED.get(table, ())


def tables_about(subject: Subject) -> frozenset[str]:
    return frozenset(table for table, (_, its) in KINDS.items() if its is subject)
