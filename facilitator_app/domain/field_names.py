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
    "company_evaluation": ("Évaluation d’entreprise", Subject.COMPANIES),
    "contract": ("Marché", Subject.CONTRACTS),
    "lot": ("Lot", Subject.CONTRACTS),
    "lot_holder": ("Titulaire", Subject.CONTRACTS),
    "beneficiary": ("Personne", Subject.PEOPLE),
    "eligibility_proof": ("Justificatif", Subject.PEOPLE),
    "protected_proof": ("Critère protégé", Subject.PEOPLE),
    "eligibility_extension": ("Prolongation d’éligibilité", Subject.PEOPLE),
    "eligibility_refusal": ("Refus d’éligibilité", Subject.PEOPLE),
    "eligibility_category": ("Critère d’éligibilité", Subject.SETTINGS),
    "retention_hold": ("Conservation prolongée", Subject.PEOPLE),
    "restriction": ("Accès restreint", Subject.PEOPLE),
    "not_the_same": ("Personnes distinctes", Subject.PEOPLE),
    "person_event": ("Événement", Subject.PEOPLE),
    "training": ("Formation", Subject.PEOPLE),
    "obstacle": ("Frein", Subject.PEOPLE),
    "tutor_evaluation": ("Évaluation du tuteur", Subject.PEOPLE),
    "referral": ("Orientation", Subject.PEOPLE),
    "person_exit": ("Sortie", Subject.PEOPLE),
    "later_situation": ("Devenir", Subject.PEOPLE),
    "person_document": ("Document d’une personne", Subject.DOCUMENTS),
    "need": ("Besoin", Subject.NEEDS),
    "proposal": ("Proposition", Subject.NEEDS),
    "placement": ("Parcours", Subject.PEOPLE),
    "monthly_hours": ("Heures du mois", Subject.HOURS),
    "month_statement": ("Déclaration du mois", Subject.HOURS),
    "issued_document": ("Document", Subject.DOCUMENTS),
    "obligation": ("Obligation", Subject.CONTRACTS),
    "obligation_change": ("Changement d’obligation", Subject.CONTRACTS),
    "turnover": ("Montant facturé ou commandé", Subject.CONTRACTS),
    "pool": ("Globalisation", Subject.CONTRACTS),
    "pool_member": ("Lot globalisé", Subject.CONTRACTS),
    "counting_rules": ("Règles de comptage", Subject.CONTRACTS),
    "hours_correction": ("Correction d’heures", Subject.HOURS),
    "return_setting": ("Relevés demandés", Subject.CONTRACTS),
    "holder_return": ("Relevé", Subject.CONTRACTS),
    "chasing_rules": ("Règles de relance", Subject.SETTINGS),
    "reminder": ("Relance", Subject.CONTRACTS),
    "exchange": ("Échange", Subject.COMPANIES),
    "lot_closing": ("Clôture", Subject.CONTRACTS),
    "penalty_proposal": ("Proposition de pénalité", Subject.CONTRACTS),
    "agenda_item": ("Point à l’ordre du jour", Subject.CONTRACTS),
    "legal_threshold": ("Seuil européen", Subject.SETTINGS),
    "labour_trade": ("Part de main-d’œuvre", Subject.SETTINGS),
    "plan_rules": ("Règles de la programmation", Subject.SETTINGS),
    "segment_target": ("Cible d’un segment", Subject.SETTINGS),
    "planned_purchase": ("Achat prévu", Subject.CONTRACTS),
    "calibration_version": ("Calibrage", Subject.CONTRACTS),
    "calibration_part": ("Métier d’un calibrage", Subject.CONTRACTS),
}
"""By table: what one record is called, and where the history puts it."""

COMPUTED: dict[str, frozenset[str]] = {
    "buyer": frozenset({"folded"}),
    "company": frozenset({"folded"}),
    "contract": frozenset({"folded", "published_key", "loose_key", "published_marks"}),
    "lot": frozenset({"folded"}),
    "beneficiary": frozenset({"sort_name", "search_text"}),
    "proposal": frozenset({"score_parts"}),
    "planned_purchase": frozenset({"folded"}),
    "calibration_part": frozenset({"place"}),
    "reminder": frozenset({"returns"}),
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
        "permanent_months": "Durée pour un CDI (mois)", "alternating_months": "Alternance comptée au plus (mois)",
        "check_lapse_months": "Contrôle sans embauche périmé après (mois)",
        "new_period_gap_months": "Nouvelle période après (mois)", "fresh_at_hire": "Pièces récentes à l’embauche",
        "last_warning_days": "Dernière alerte avant la fin (jours)",
        "eligibility_months": "Durée de l’éligibilité (mois)", "renewal_warning_days": "Alerte avant la fin (jours)",
        "full_time_hours": "Temps plein d’un mois", "most_hours_a_month": "Heures au plus dans un mois",
        "hours_of_one_fte": "Heures d’un équivalent temps plein", "hourly_cost": "Coût horaire",
        "yearly_target": "Objectif de l’année", "reporting_day": "Jour d’envoi des heures",
        "ahead_from": "Lot en avance à partir de", "on_pace_from": "Lot dans le rythme à partir de",
        "danger_months": "Heures en danger avant la fin (mois)",
        "no_contact_months": "Sans contact depuis (mois)",
        "watch_from": "Lot à surveiller à partir de", "not_started_after": "Lot non démarré après",
        "weight_skills": "Poids des compétences", "weight_travel": "Poids du trajet",
        "weight_availability": "Poids de la disponibilité", "weight_project": "Poids du projet",
        "target_women": "Objectif, femmes", "target_seniors": "Objectif, 50 ans et plus",
        "target_young_graduates": "Objectif, jeunes diplômés", "target_qpv": "Objectif, résidents QPV",
        "target_disabled": "Objectif, personnes RQTH", "retention_active_months": "Conservation active (mois)",
        "retention_archive_months": "Archivage restreint (mois)",
        "access_log_months": "Journal des consultations (mois)", "judicial_detail": "Détail des critères judiciaires",
    },
    "buyer": {"name": "Nom", "siret": "SIRET", "contact": "Contact", "kind": "Type d’acheteur"},
    "company": {
        "name": "Nom", "kind": "Type de structure", "siret": "SIRET", "activity": "Activité", "address": "Adresse",
        "postal_code": "Code postal", "town": "Commune", "phone": "Téléphone", "email": "Courriel", "note": "Remarques",
        "naf_code": "Code NAF", "website": "Site internet", "agreement": "Conventionnement",
        "agreement_from": "Conventionnement du", "agreement_until": "Conventionnement jusqu’au", "trades": "Métiers",
        "communes_served": "Communes desservies", "tasks": "Tâches proposées",
    },
    "company_evaluation": {
        "company_id": "Entreprise", "day": "Date", "done_by": "Par", "welcome": "Accueil des personnes",
        "tutoring": "Tutorat", "returns": "Relevés et justificatifs", "answers": "Réponses aux propositions",
        "lasting_jobs": "Suites données", "remark": "Remarque",
    },
    "contact": {
        "company_id": "Entreprise", "name": "Nom", "role": "Fonction", "phone": "Téléphone", "email": "Courriel",
        "checked_on": "Vérifié le",
    },
    "contract": {
        "eligibility_months": "Durée d’éligibilité propre (mois)",
        "permanent_months": "Durée propre pour un CDI (mois)",
        "alternating_months": "Alternance comptée au plus (mois)", "number": "Numéro",
        "subject": "Objet", "short_name": "Nom court", "buyer_id": "Acheteur", "state": "Suivi",
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
        "town": "Commune", "commune_code": "Commune (code)", "coordinates": "Coordonnées de l’adresse",
        "in_qpv": "Habite en QPV", "education": "Niveau",
        "referrer": "Prescripteur", "advisor": "Référent", "registered_on": "Inscription",
        "notice_given_on": "Notice remise le", "archived_on": "Archivage", "archived_reason": "Motif de l’archivage",
        "jobs_aimed": "Métiers visés", "jobs_done": "Métiers exercés", "requirements": "Acquis",
        "transport": "Transport", "max_travel_minutes": "Trajet accepté (minutes)", "available_from": "Disponible le",
        "weekly_hours_least": "Heures par semaine, au moins", "weekly_hours_most": "Heures par semaine, au plus",
        "note": "Remarques", "merged_into": "Fusionnée avec",
    },
    "eligibility_proof": {
        "beneficiary_id": "Personne", "category": "Critère", "proof": "Pièce", "dated_on": "Pièce datée du",
        "seen_on": "Vue le", "seen_by": "Vue par", "valid_until": "Valable jusqu’au", "structure": "Structure",
        "structure_kind": "Type de structure", "agreement": "Conventionnement", "pass_number": "Numéro de PASS IAE",
        "valid_from": "Valable à partir du", "opinion": "Avis motivé", "opinion_by": "Auteur de l’avis",
    },
    "eligibility_extension": {
        "beneficiary_id": "Personne", "until": "Prolongée jusqu’au", "reason": "Motif", "decided_on": "Décidée le",
        "decided_by": "Décidée par",
    },
    "eligibility_refusal": {
        "beneficiary_id": "Personne", "code": "Motif", "note": "Précision", "decided_on": "Décidé le",
        "decided_by": "Décidé par", "lifted_on": "Levé le", "lifted_by": "Levé par", "lifted_reason": "Motif de levée",
    },
    "eligibility_category": {
        "rank": "Rang", "code": "Code", "label": "Libellé", "test": "Condition", "family": "Famille",
        "article": "Article de la pièce", "proof": "Pièce", "proof_months": "Âge de la pièce (mois)",
        "other_proofs": "Autres pièces acceptées", "has_end": "Pièce avec fin de validité",
        "below_age": "Âge maximal", "from_age": "Âge minimal", "months": "Durée propre (mois)",
        "while_valid": "Dure autant que la pièce", "iae_level": "Niveau IAE", "public": "Public suivi",
        "optional": "Hors liste du CCAG", "closed": "Fermé",
    },
    "protected_proof": {
        "beneficiary_id": "Personne", "category": "Critère", "dated_on": "Pièce datée du", "seen_on": "Vérifié le",
        "seen_by": "Vérifié par", "valid_until": "Valable jusqu’au",
    },
    "retention_hold": {"beneficiary_id": "Personne", "reason": "Motif", "until": "Jusqu’au"},
    "restriction": {"beneficiary_id": "Personne", "reason": "Motif", "since": "Depuis le"},
    "person_event": {
        "beneficiary_id": "Personne", "kind": "Nature", "day": "Date", "done_by": "Par", "text": "Ce qui s’est passé",
        "next_action": "À faire", "next_by": "À faire par", "next_before": "À faire avant le",
        "next_done_on": "Fait le",
    },
    "training": {
        "beneficiary_id": "Personne", "title": "Intitulé", "kind": "Nature", "organiser": "Organisme",
        "starts_on": "Début", "ends_on": "Fin", "hours": "Heures", "certified": "Certificat obtenu",
    },
    "obstacle": {
        "beneficiary_id": "Personne", "kind": "Nature", "noted_on": "Constaté le", "answer": "Réponse apportée",
        "resolved_on": "Levé le",
    },
    "tutor_evaluation": {
        "placement_id": "Parcours", "day": "Date", "tutor": "Tuteur", "punctuality": "Ponctualité",
        "instructions": "Respect des consignes", "team": "Travail en équipe", "quality": "Qualité du travail",
        "autonomy": "Autonomie", "safety": "Sécurité", "remark": "Remarque",
    },
    "referral": {
        "beneficiary_id": "Personne", "role": "Rôle", "name": "Nom", "prescriber": "Type de prescripteur",
        "since": "Depuis le", "until": "Jusqu’au",
    },
    "person_exit": {
        "beneficiary_id": "Personne", "placement_id": "Parcours", "day": "Date", "reason": "Motif",
        "outcome": "Situation à la sortie", "classified": "Classement", "class_reason": "Motif du classement",
        "remark": "Remarque",
    },
    "later_situation": {
        "beneficiary_id": "Personne", "exit_id": "Sortie", "months": "Mois après la sortie", "asked_on": "Demandé le",
        "answered_on": "Répondu le", "answer": "Situation", "remark": "Remarque",
    },
    "not_the_same": {"one_id": "Personne", "other_id": "Autre personne", "said_by": "Constaté par"},
    "need": {
        "code": "Numéro", "lot_id": "Lot", "company_id": "Entreprise", "title": "Poste", "rome_code": "Métier",
        "commune_code": "Commune (code)", "place": "Lieu", "starts_on": "Début", "duration_months": "Durée (mois)",
        "hours_per_week": "Heures par semaine", "posts": "Nombre de postes", "contract_type": "Type de contrat",
        "requirements": "Exigences", "wishes": "Souhaits", "without_car": "Accessible sans voiture", "state": "État",
        "note": "Remarques", "contract_detail": "Précision sur le contrat", "wage": "Salaire", "duties": "Missions",
        "cv_needed": "CV demandé", "qpv_only": "Réservé aux habitants des QPV", "schedule": "Horaires",
        "welcome": "Accueil du premier jour", "tutor": "Tuteur", "equipment": "Équipements de protection",
        "machines": "Conduite d’engins", "asked_to": "Informations manquantes demandées à",
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
        "eligibility_way": "Voie d’éligibilité", "eligibility_family": "Famille du critère",
        "eligibility_proof": "Pièce retenue", "eligibility_rule": "Règle de durée appliquée",
        "eligibility_checked_by": "Contrôlée par", "judged_on": "Jugée le",
        "qpv": "Comptée parmi les résidents QPV", "disabled": "Comptée parmi les personnes RQTH",
    },
    "monthly_hours": {
        "placement_id": "Parcours", "month": "Mois", "declared": "Heures", "confirmed": "Confirmées",
        "proof_seen": "Justificatif vu", "note": "Remarque", "training": "dont formation",
        "centre": "dont centre de formation", "overtime": "dont heures supplémentaires",
        "not_worked": "dont non travaillées", "elsewhere": "dont autres chantiers", "recorded_on": "Saisies le",
    },
    "month_statement": {
        "lot_id": "Lot", "month": "Mois", "state": "État", "validated_on": "Validé le", "validated_by": "Validé par",
        "reopened_reason": "Motif de réouverture ou de correction", "note": "Remarque",
    },
    "person_document": {
        "beneficiary_id": "Personne", "kind": "Document", "number": "Numéro", "subject": "Pour quoi",
        "issued_at": "Édité le", "issued_by": "Édité par", "fingerprint": "Empreinte", "file_id": "Fichier",
    },
    "issued_document": {
        "kind": "Document", "number": "Numéro", "lot_id": "Lot", "company_id": "Entreprise", "month": "Mois",
        "perimeter": "Périmètre", "provisional": "Provisoire", "issued_at": "Édité le", "issued_by": "Édité par",
        "fingerprint": "Empreinte", "file_id": "Fichier",
    },
    "obligation": {
        "lot_id": "Lot", "company_id": "Entreprise", "form": "Forme", "state": "À la signature", "label": "Intitulé",
        "article": "Article", "wording": "Texte du marché", "hours": "Heures", "hours_per": "Heures par tranche",
        "per_amount": "Montant d’une tranche", "threshold": "Au-delà de", "share": "Part des heures travaillées",
        "posts": "Postes", "hours_per_post": "Heures par poste", "amount": "Montant initial", "rounding": "Arrondi",
        "starts_on": "Due à partir du", "ends_on": "Jusqu’au", "recorded_on": "Enregistrée le",
    },
    "obligation_change": {
        "lot_id": "Lot", "obligation_id": "Obligation", "kind": "Événement", "effective_on": "Date d’effet",
        "recorded_on": "Enregistré le", "hours": "Heures", "amount": "Montant", "article": "Article",
        "reason": "Motif", "decided_by": "Décidé par",
    },
    "turnover": {
        "lot_id": "Lot", "obligation_id": "Obligation", "company_id": "Entreprise", "kind": "Nature",
        "effective_on": "Date d’effet", "recorded_on": "Enregistré le", "amount": "Montant", "reference": "Référence",
    },
    "pool": {"name": "Nom", "note": "Remarques"},
    "pool_member": {
        "lot_id": "Lot", "pool_id": "Globalisation", "agreed_on": "Accord de l’acheteur le",
        "recorded_on": "Enregistré le", "reference": "Référence de l’accord",
    },
    "counting_rules": {
        "lot_id": "Lot", "article": "Article", "basis": "Heures prises en compte", "overtime": "Heures supplémentaires",
        "training": "Formation", "training_cap": "Plafond de formation", "centre": "Centre de formation",
        "other_sites": "Autres chantiers", "outside_dates": "Hors des dates du lot",
        "before_validation": "Avant la validation de l’éligibilité",
        "permanent_months": "CDI, mois comptés", "work_study_whole": "Alternance comptée en entier",
        "work_study_months": "Alternance, mois au plus", "after_eligibility": "Après l’éligibilité",
    },
    "hours_correction": {
        "placement_id": "Parcours", "month": "Mois", "hours": "Heures", "recorded_on": "Enregistrée le",
        "reason": "Motif",
    },
    "legal_threshold": {
        "contract_kind": "Nature du marché", "buyer_kind": "Type d’acheteur", "valid_from": "Du", "valid_until": "Au",
        "amount": "Montant", "source": "Source", "confirmed": "Vérifié",
    },
    "labour_trade": {
        "trade": "Métier", "share": "Part de main-d’œuvre", "hourly_cost": "Coût horaire", "confirmed": "Vérifié",
    },
    "plan_rules": {
        "required_from": "Clause obligatoire depuis le", "target_share": "Objectif d’achats avec clause",
        "quarter_capacity": "Capacité du vivier par trimestre", "hours_per_day": "Heures d’une journée",
        "too_few_hours": "Clause peu réaliste en dessous de", "few_hours": "Embauche directe rare en dessous de",
        "short_months": "Marché court en dessous de (mois)", "month_capacity": "Capacité par mois pour un lot",
        "many_suppliers": "Structures pour tout réserver, plus de", "some_suppliers": "Pour réserver un lot, plus de",
        "few_suppliers": "Pour une clause d’exécution, plus de", "dependency": "Dépendance économique, moins de",
        "supplier_turnover": "Chiffre d’affaires moyen d’une structure",
    },
    "planned_purchase": {
        "buyer_id": "Acheteur", "year": "Année", "title": "Achat", "segment": "Segment",
        "contract_kind": "Nature du marché", "family": "Famille", "amount": "Montant", "lots": "Lots prévus",
        "consultation": "Consultation", "consultation_day": "Jour de la consultation", "notification": "Notification",
        "duration_months": "Durée (mois)", "forecast_hours": "Heures prévues", "suppliers": "Structures capables",
        "step": "Étape", "screening": "Décision", "screening_reason": "Motif de la décision", "clause": "Outil",
        "defence": "Défense ou sécurité", "exception": "Exception", "exception_reason": "Motif de l’exception",
        "decided_by": "Décidé par", "decided_on": "Décidé le", "contract_id": "Marché", "note": "Remarques",
    },
    "calibration_version": {
        "lot_id": "Lot", "purchase_id": "Achat prévu", "lot_number": "Numéro du lot", "title": "Intitulé du lot",
        "number": "Version", "made_on": "Fait le", "made_by": "Fait par", "rounding": "Arrondi",
        "months": "Durée du lot (mois)", "computed_hours": "Heures calculées", "kept_hours": "Heures retenues",
        "reason": "Motif de l’écart",
    },
    "calibration_part": {
        "version_id": "Calibrage", "trade": "Métier", "amount": "Montant", "labour_share": "Part de main-d’œuvre",
        "insertion_rate": "Effort d’insertion", "hourly_cost": "Coût horaire",
    },
    "return_setting": {
        "contract_id": "Marché", "lot_id": "Lot", "rhythm": "Rythme", "day": "Jour d’envoi", "forecast": "Prévisions",
        "article": "Article",
    },
    "holder_return": {
        "lot_id": "Lot", "company_id": "Entreprise", "kind": "Relevé", "ends": "Dernier mois",
        "expected_on": "Attendu le", "answer": "Réponse", "received_on": "Reçu le", "proof": "Pièces jointes",
        "paper": "Fichier reçu", "note": "Remarque",
    },
    "chasing_rules": {
        "first_days": "Première relance après (jours)", "second_days": "Deuxième relance après (jours)",
        "formal_days": "Courrier à l’acheteur après (jours)", "gap_days": "Entre deux relances (jours)",
        "contact_months": "Contacts vérifiés tous les (mois)",
    },
    "reminder": {
        "lot_id": "Lot", "company_id": "Entreprise", "step": "Étape", "means": "Envoi", "day": "Date",
        "sent_by": "Par", "periods": "Relevés demandés",
    },
    "exchange": {
        "company_id": "Entreprise", "lot_id": "Lot", "kind": "Nature", "day": "Date", "done_by": "Par",
        "summary": "Résumé", "present": "Présents", "remarks": "Remarques", "actions": "À faire",
        "actions_before": "À faire avant le", "actions_done_on": "Fait le",
    },
    "segment_target": {"segment": "Segment", "public": "Public", "share": "Part des heures visée"},
    "agenda_item": {
        "lot_id": "Lot", "company_id": "Entreprise", "day": "Inscrit le", "put_by": "Par", "why": "Pourquoi",
    },
    "lot_closing": {
        "lot_id": "Lot", "act": "Acte", "day": "Date", "due": "Heures dues", "counted": "Heures comptées",
        "received": "Reçues de la globalisation", "given": "Données à la globalisation", "done_by": "Par",
        "reason": "Motif",
    },
    "penalty_proposal": {
        "lot_id": "Lot", "company_id": "Entreprise", "article": "Article", "day": "Arrêtée au",
        "missing_hours": "Heures manquantes", "per_hour": "Par heure manquante", "late_days": "Jours de retard",
        "per_late_day": "Par jour de retard", "flat": "Forfait", "cap": "Plafond", "amount": "Montant proposé",
        "explanations_text": "Explications du titulaire", "explained_on": "Reçues le", "opinion_text": "Avis",
        "decision": "Décision de l’acheteur", "decided_on": "Décidée le", "decided_by": "Décidée par",
        "decided_amount": "Montant décidé",
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
