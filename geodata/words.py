"""How an incident is said: its date, its place, its title. Plain text; whoever shows it encodes it."""

from datetime import date
from typing import Any

from .actors import fold
from .place_names import place_name
from .schema import OUTSIDE, UNLOCATED
from .texts import _, country_name, day, days, message


def as_day(value: Any) -> date:
    """A day out of a frame's timestamp."""
    return value.date() if hasattr(value, "date") else value


def date_words(row: Any) -> str:
    """The date as precisely as it is known: "3 Oct 2023", "on or before 3 Oct 2023", "since 3 Oct 2023", "1–10 Oct 2023 (range)"."""
    first, last = as_day(row.first_day), as_day(row.last_day)
    if row.open_start:
        return _("on or before {day}").format(day=day(last))
    if row.open_end:
        return _("since {day}").format(day=day(first))
    if first == last:
        return day(first)
    return _("some time in {period}").format(period=days(first, last))


def place_words(row: Any) -> str:
    """The place as precisely as it is known, with the region that the join found or the country."""
    said = {
        "exact": _("at {place}"),
        "settlement": _("{place} (town)"),
        "near settlement": _("near {place}"),
        "road": _("along the {place}"),
        "area": _("somewhere in {place}"),
        "unlocated": _("place not given"),
    }[row.place_precision].format(place=place_name(row.place))
    if row.region_key == UNLOCATED:
        return said
    around = (country_name(row.country) or _("country not known")) if row.region_key == OUTSIDE else row.region_key
    # "Segou region" says Ségou; "Gaoudel" doesn't say Gao.
    return said if f" {fold(around)} " in f" {fold(row.place)} " else f"{said}, {around}"


# The types of the embedded data and of the known formats. Whoever writes others has them shown as they are.
_TYPES = (
    message("IED"), message("Suicide vehicle bomb"), message("Attack"), message("Raid"), message("Ambush"),
    message("Attack on convoy"), message("Attack on convoy repelled"), message("Aircraft shot down"),
    message("Violence against civilians"), message("Abduction"), message("Base takeover"), message("Movement"),
    message("Presence"), message("Statement"), message("Explosions/Remote violence"), message("Remote violence"),
    message("Air/drone strike"), message("Shelling/artillery/missile attack"), message("Remote explosive/landmine/IED"),
    message("Grenade"), message("Suicide bomb"), message("Chemical weapon"), message("Battles"),
    message("Battle-No change of territory"), message("Battle-Government regains territory"),
    message("Battle-Non-state actor overtakes territory"), message("Armed clash"), message("Government regains territory"),
    message("Non-state actor overtakes territory"), message("State-based conflict"), message("Non-state conflict"),
    message("Abduction/forced disappearance"), message("Sexual violence"), message("One-sided violence"),
    message("Protests"), message("Riots"), message("Riots/Protests"), message("Peaceful protest"),
    message("Protest with intervention"), message("Excessive force against protesters"), message("Violent demonstration"),
    message("Mob violence"), message("Strategic developments"), message("Strategic development"),
    message("Headquarters or base established"), message("Non-violent transfer of territory"),
    message("Non-violent activity by a conflict actor"), message("Agreement"), message("Arrests"),
    message("Change to group/activity"), message("Disrupted weapons use"), message("Looting/property destruction"),
    message("Other"),
)  # fmt: skip
_KNOWN_TYPES = frozenset(_TYPES)


def type_name(event_type: str) -> str:
    """How a type of event is said; one that nobody here knows as it is written."""
    return _(event_type) if event_type in _KNOWN_TYPES else event_type


def class_name(event_class: str) -> str:
    """How a class of events is said."""
    return {
        "Explosion": _("Explosion"),
        "Armed attack": _("Armed attack"),
        "Base takeover": _("Base takeover"),
        "Abduction or harm to civilians": _("Abduction or harm to civilians"),
        "Movement or statement": _("Movement or statement"),
        "Protest or riot": _("Protest or riot"),
    }.get(event_class, event_class)


def stance_word(stance: str) -> str:
    """How a stance is said."""
    return {
        "claims": _("claims it"),
        "confirms": _("confirms it"),
        "denies": _("denies it"),
        "assesses": _("assesses it"),
    }[stance]


def title_words(row: Any) -> str:
    """An incident in a line: date, type, place."""
    return f"{date_words(row)} · {type_name(row.event_type)} · {place_name(row.place) or _('place not given')}"


def precision_words() -> dict[str, str]:
    """How each precision of a place is said in the legend."""
    return {
        "exact": _("at the point"),
        "settlement": _("in the town"),
        "near settlement": _("near the town"),
        "road": _("along the road (approximate line)"),
        "area": _("somewhere in the area"),
        "unlocated": _("without a place"),
    }
