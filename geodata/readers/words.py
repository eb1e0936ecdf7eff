"""English and French names of the own sheet's columns, and French words of its vocabularies; compared folded.

Case, accents, blanks, hyphens and underscores make no difference: "Date début" is "date_debut".
"""

import re

from ..actors import fold
from ..schema import DATE_PRECISIONS, INCIDENT_COLUMNS, PLACE_PRECISIONS, SHEET_STANCES

COLUMNS = tuple(column.name for column in INCIDENT_COLUMNS)

# column | its French name, as a template has it, then the variants in both languages
HEADERS = {
    "incident_id": ("identifiant", "id incident", "event id"),
    "date_start": ("date_debut", "debut", "date de debut", "premier jour", "start date", "start", "first day"),
    "date_end": ("date_fin", "fin", "date de fin", "dernier jour", "end date", "end", "last day"),
    "date_precision": ("precision_date", "precision de la date", "precision of the date"),
    "place": ("lieu", "localite", "nom du lieu", "location", "place name"),
    "place_precision": ("precision_lieu", "precision du lieu", "location precision", "precision of the place"),
    "reported_region": ("region", "region signalee"),
    "country": ("pays",),
    "event_type": ("type", "type d'incident", "type d'evenement", "incident type", "type of event", "type of incident"),
    "general_type": ("type_general", "wider type", "main type"),
    "perpetrators": ("auteurs", "auteur", "perpetrator"),
    "partners": ("partenaires", "partenaire", "partner"),
    "targets": ("cibles", "cible", "target"),
    "involved": ("impliques", "implique"),
    "reported_by": ("rapporte_par", "signale par"),
    "stance": ("position", "prise de position"),
    "fatalities_low": ("morts_min", "morts minimum", "deaths low", "deaths min", "fatalities min"),
    "fatalities_best": ("morts", "fatalities", "deaths", "killed"),
    "fatalities_high": ("morts_max", "morts maximum", "deaths high", "deaths max", "fatalities max"),
    "summary": ("resume", "description"),
    "document_id": ("document", "id document"),
    "footnotes": ("notes", "footnote"),
    "source": ("sources",),
    "analyst_note": ("commentaire", "commentaires", "comment", "comments", "remarque", "remarques", "remarks"),
    "latitude": ("lat",),
    "longitude": ("lon", "long", "lng"),
    "outline": ("trace", "wkt", "geometrie", "geometry"),
    "reported_on": ("signale_le", "date du signalement", "date of report", "report date"),
    "revised": ("modifie_le", "date de modification", "last change"),
}
SAME_IN_FRENCH = ("source", "latitude", "longitude")
FRENCH = {name: name if name in SAME_IN_FRENCH else variants[0] for name, variants in HEADERS.items()}

VOCABULARIES = {
    "date_precision": DATE_PRECISIONS,
    "place_precision": PLACE_PRECISIONS,
    "stance": tuple(SHEET_STANCES),
}
# The first word of each is the one that a French template lists.
FRENCH_WORDS = {
    "date_precision": {
        "day": ("jour",), "range": ("période", "intervalle"), "week": ("semaine",), "month": ("mois",),
        "on or before": ("au plus tard le", "au plus tard"), "since": ("depuis", "depuis le"), "year": ("année", "an"),
    },
    "place_precision": {
        "exact": ("exact", "exacte"), "settlement": ("localité", "ville", "village"),
        "near settlement": ("près de", "près d'une localité", "environs", "proche"),
        "road": ("route", "axe"), "area": ("zone", "région"), "unlocated": ("non localisé", "inconnu"),
    },
    "stance": {
        "reported": ("signalé", "rapporté"), "claimed": ("revendiqué",), "confirmed": ("confirmé",), "denied": ("démenti",),
    },
}  # fmt: skip


def plain(name: str) -> str:
    """A header or word as it is compared: folded, with blanks for underscores and hyphens, and no brackets."""
    return " ".join(re.sub(r"[_\-./()°:’']+", " ", fold(name)).split())


_COLUMN_OF = {plain(name): column for column, names in HEADERS.items() for name in (column, *names)}
_OWN = {plain(name): name for name in COLUMNS}
_WORD_OF = {
    column: {plain(word): word for word in words}
    | {plain(french): word for word, names in FRENCH_WORDS[column].items() for french in names}
    for column, words in VOCABULARIES.items()
}


def column_of(name: str) -> str | None:
    """The own sheet's column that a header means in English or French, or None."""
    return _OWN.get(plain(name)) or _COLUMN_OF.get(plain(name))


def word_of(column: str, text: str) -> str:
    """The own sheet's word for one in English or French; a text that is none stays as it is written."""
    return _WORD_OF[column].get(plain(text), text)


def own_names(header: list[str]) -> list[str]:
    """The header with the own sheet's names where one is meant; a name that is written as such comes before its variants."""
    taken = set(header) & set(COLUMNS)
    names = []
    for name in header:
        own = None if name in taken else column_of(name)
        if own and own not in taken:
            taken.add(own)
            names.append(own)
        else:
            names.append(name)
    return names
