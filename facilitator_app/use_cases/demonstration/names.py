"""Invented people: first and last names that are drawn and combined at random."""

from __future__ import annotations

WOMEN = (
    "Aïcha", "Amélie", "Aurore", "Béatrice", "Bintou", "Carole", "Célia", "Chloé", "Corinne", "Dalila", "Denise",
    "Élodie", "Émilie", "Estelle", "Fatou", "Florence", "Gaëlle", "Hélène", "Inès", "Jeanne", "Joëlle", "Julie",
    "Karima", "Laëtitia", "Léa", "Lucie", "Mariama", "Marie-Ange", "Maëva", "Monique", "Nadia", "Noémie", "Océane",
    "Patricia", "Rachida", "Romane", "Samira", "Sandrine", "Sophie", "Svetlana", "Valérie", "Yasmina", "Zoé",
)  # fmt: skip
MEN = (
    "Abdel", "Adrien", "Alain", "Amadou", "Antoine", "Bruno", "Cédric", "Christophe", "Daniel", "Driss", "Dylan",
    "Enzo", "Éric", "Farid", "François", "Frédéric", "Gérard", "Guillaume", "Hugo", "Ibrahim", "Jean-Luc", "Joël",
    "Kevin", "Lamine", "Loïc", "Łukasz", "Marvin", "Mathieu", "Mickaël", "Nicolas", "Noël", "Olivier", "Patrick",
    "Quentin", "Rayan", "Rémi", "Sami", "Sébastien", "Stéphane", "Théo", "Thierry", "Yanis", "Zoran",
)  # fmt: skip
LAST_NAMES = (
    "Abadie", "Achard", "Amrani", "Arnaud", "Aubert", "Bacri", "Barthélemy", "Belkacem", "Benoît", "Bianchi", "Blanc",
    "Bonifay", "Boyer", "Brun", "Camara", "Castellan", "Chauvin", "Cissé", "Colombani", "Coulibaly", "Da Silva",
    "Delmas", "Diallo", "Dupuy", "El Amrani", "Estève", "Fabre", "Ferrandi", "Fontaine", "Gaillard", "Garnero",
    "Gautier", "Giraud", "Guérin", "Haddad", "Hamdi", "Imbert", "Isnard", "Jourdan", "Keïta", "Kowalski", "Laugier",
    "Le Goff", "Lefèvre", "Léger", "Mansouri", "Marchetti", "Martel", "Massa", "Meunier", "Michel", "Moreau", "Nguyễn",
    "Noël", "Olive", "Ouali", "Pastorelli", "Pellegrin", "Perrin", "Petrović", "Poulain", "Reboul", "Reynaud", "Ricard",
    "Robert", "Roubaud", "Roux", "Sanchez", "Sarr", "Semeria", "Simon", "Soler", "Tabet", "Teissier", "Touré",
    "Traoré", "Vallée", "Vial", "Vidal", "Vincent", "Zitouni",
)  # fmt: skip
CONTACTS = (
    "Laure Pignol",
    "Marc Aubanel",
    "Sonia Cresp",
    "Hervé Lantier",
    "Nora Vasseur",
    "Gilles Orsini",
    "Anne Taillefer",
)
REFERRERS = (
    "France Travail",
    "Mission locale",
    "PLIE",
    "Cap emploi",
    "Département du Var",
    "CCAS",
    "Candidature directe",
)
ADVISORS = ("Hélène Arnoux", "Paul Sénéquier")
# INSEE code, postal code, town, and its share in ten of the people followed
TOWNS = (
    ("83137", "83000", "Toulon", 4),
    ("83126", "83500", "La Seyne-sur-Mer", 3),
    ("83062", "83130", "La Garde", 1),
    ("83069", "83400", "Hyères", 2),
    ("83129", "83140", "Six-Fours-les-Plages", 1),
    ("83144", "83160", "La Valette-du-Var", 1),
    ("83090", "83190", "Ollioules", 1),
    ("83098", "83220", "Le Pradet", 1),
    ("83034", "83320", "Carqueiranne", 1),
    ("83103", "83200", "Le Revest-les-Eaux", 1),
)
