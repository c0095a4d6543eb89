"""The settings of the house, section by section, as fields of a form."""

from __future__ import annotations

from facilitator_app.ui.fields import CheckField, ChoiceField, EurosField, HoursField, IntegerField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.look import TEXT_SIZES, Theme
from facilitator_app.ui.percent_field import PercentField
from facilitator_app.ui.widgets import Card, Label

THEMES = ((Theme.SYSTEM, "Comme le système"), (Theme.LIGHT, "Clair"), (Theme.DARK, "Sombre"))


def office_section(form: Form) -> Card:
    card = form.section("Organisme", "imprimé en tête des documents")
    form.add("name", "&Nom de l’organisme", TextField(longest=120), required=True, span=2)
    form.add("service", "Ser&vice", TextField(longest=120), span=2)
    form.add("address", "Adre&sse", TextField(longest=200), span=2)
    form.add("postal_code", "Code p&ostal", TextField(longest=10))
    form.add("town", "Ville", TextField(longest=80))
    form.add("phone", "Télép&hone", TextField(icon="phone", longest=30))
    form.add("email", "Co&urriel", TextField(icon="mail", longest=120))
    form.add("facilitator_name", "Votre nom", TextField(longest=120))
    form.add("facilitator_title", "Votre fonc&tion", TextField(longest=80))
    return card


def rules_section(form: Form) -> Card:
    card = form.section("Règles", "usages de la structure")
    form.add("full_time_hours", "Temps plein mensuel, en heures", HoursField())
    form.add("most_hours_a_month", "Maximum mensuel, en heures", HoursField())
    form.add("hours_of_one_fte", "Heures d’un ETP dans l’année", IntegerField(1, 3000))
    form.add("hourly_cost", "Coût horaire de calibrage (€)", EurosField())
    form.add("yearly_target", "Objectif d’heures de l’année", HoursField(), help="Vide s’il n’y en a pas")
    form.add("reporting_day", "Déclarations attendues le", IntegerField(1, 28), help="Jour du mois suivant, de 1 à 28")
    form.add("watch_from", "Lot à surveiller à partir de, en %", PercentField(), help="Des heures attendues à ce jour")
    form.add("on_pace_from", "Lot dans le rythme à partir de, en %", PercentField())
    form.add("ahead_from", "Lot en avance à partir de, en %", PercentField())
    form.add("not_started_after", "Lot non démarré après, en %", PercentField(), help="Du délai écoulé sans heures")
    form.add("danger_months", "Heures en danger à partir de, en mois", IntegerField(1, 60), help="Avant la fin du lot")
    form.add(
        "no_contact_months", "Personne sans contact depuis, en mois", IntegerField(1, 60), help="Filtre de la liste"
    )
    return card


def eligibility_section(form: Form) -> Card:
    card = form.section("Éligibilité", "usages de la structure\u00a0; un marché peut avoir les siens")
    form.add(
        "eligibility_months", "Durée d’éligibilité, en mois", IntegerField(1, 120),
        help="À partir du premier contrat, tous employeurs confondus",
    )  # fmt: skip
    form.add(
        "permanent_months", "Durée pour un CDI, en mois", IntegerField(1, 120), help="Vide\u00a0: comme les autres"
    )
    form.add(
        "alternating_months", "Alternance comptée au plus, en mois", IntegerField(1, 120),
        help="Vide\u00a0: comme les autres",
    )  # fmt: skip
    form.add(
        "new_period_gap_months", "Nouvelle période après, en mois", IntegerField(1, 120), help="Vide\u00a0: jamais"
    )  # fmt: skip
    form.add(
        "check_lapse_months", "Contrôle sans embauche périmé après, en mois", IntegerField(1, 60),
        help="Les pièces sont alors à revoir",
    )  # fmt: skip
    form.add("renewal_warning_days", "Alerte avant la fin, en jours", IntegerField(0, 365))
    form.add("last_warning_days", "Dernière alerte avant la fin, en jours", IntegerField(0, 365))
    form.add("fresh_at_hire", "Âge des pièces", CheckField("Compté au jour de l’embauche"), span=2)
    form.add("judicial_detail", "Situation judiciaire", CheckField("Garder quel critère a été vérifié"), span=2)
    card.add(
        Label("Sans cette autorisation (RGPD, article 10), seul «\u00a0vérifié\u00a0» est gardé.", "caption", wrap=True)
    )
    return card


def targets_section(form: Form) -> Card:
    card = form.section("Publics et cibles", "part des heures, en %", page_column=1)
    form.add("target_women", "Femmes", PercentField())
    form.add("target_seniors", "50 ans et plus", PercentField())
    form.add("target_young_graduates", "Jeunes diplômés", PercentField())
    form.add("target_qpv", "Résidents QPV", PercentField())
    form.add("target_disabled", "Personnes RQTH", PercentField(), help="Vide\u00a0: public non suivi")
    return card


def weights_section(form: Form) -> Card:
    card = form.section("Appariement", "points sur 100", page_column=1)
    form.add("weight_skills", "&Compétences", IntegerField(0, 100))
    form.add("weight_travel", "Tra&jet", IntegerField(0, 100))
    form.add("weight_availability", "&Disponibilité", IntegerField(0, 100))
    form.add("weight_project", "Projet", IntegerField(0, 100))
    return card


def look_section(form: Form) -> Card:
    card = form.section("Apparence", "sur ce poste", page_column=1)
    form.add("theme", "Thème", ChoiceField(THEMES))
    form.add("text_size", "Taille du texte", ChoiceField([(size, f"{size}\u00a0%") for size in TEXT_SIZES]))
    return card
