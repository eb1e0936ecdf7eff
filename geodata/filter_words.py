"""How the parts of a filter and their values are said in the reader's language: keys of the data, words for people."""

from .schema import BETWEEN, COUNTRY, OUTSIDE, UNLOCATED
from .texts import _, country_name


def key_name(key: str) -> str:
    """How a key of a link is said."""
    return {
        "actor": _("actor"),
        "group": _("group of actors"),
        "acting": _("acting actor"),
        "against": _("target"),
        "source": _("document"),
        "region": _("region"),
        "type": _("type of event"),
        "status": _("status"),
        "data": _("data set"),
        "role": _("role"),
        "dates": _("way to count dates"),
        "precise": _("precision of a place"),
        "detail": _("detail of an incident"),
        "set": _("boundary set"),
        "by-region": _("way to count by region"),
        "incident": _("incident"),
    }[key]


def part_name(part: str) -> str:
    """How a part of a filter is said."""
    return {
        "dates": _("dates"),
        "precise": _("precision of places"),
        "actors": _("actors"),
        "groups": _("groups"),
        "pair": _("who against whom"),
        "documents": _("documents"),
        "regions": _("regions"),
        "types": _("types of event"),
        "statuses": _("status"),
        "data_sets": _("data sets"),
        "text": _("text"),
        "details": _("details"),
    }[part]


def group_name(group: str) -> str:
    """How a group of actors is said; "" are those that nobody has put into one. A group of the user's own is its name."""
    return {
        "Malian government": _("Government side"),
        "Separatist rebels": _("Rebels"),
        "Salafi-jihadi": _("Salafi-jihadi"),
        "United Nations": _("UN"),
        "Civilians": _("Civilians"),
        "Other": _("Other"),
        "": _("Not assigned"),
    }.get(group, group)


def precise_name(precision: str) -> str:
    """How the least precise places that are shown are said."""
    return {
        "exact": _("places known exactly"),
        "settlement": _("places known to the town"),
        "near settlement": _("places known to the town or near it"),
        "road": _("places known to the road or better"),
        "area": _("places known to the area or better"),
        "unlocated": _("also without a place"),
    }[precision]


def detail_name(detail: str) -> str:
    """How a detail that incidents have, or lack, is said."""
    return {
        "imprecise-date": _("date not known to the day"),
        "imprecise-place": _("place near a town, along a road or in an area"),
        "deaths-low": _("lowest number of deaths given"),
        "deaths-best": _("best estimate of deaths given"),
        "deaths-high": _("highest number of deaths given"),
        "no-deaths": _("no number of deaths given"),
    }[detail]


def region_name(key: str) -> str:
    """How the key of a unit, `OUTSIDE` or `UNLOCATED` is said: "Gao › Ansongo"."""
    special = {OUTSIDE: _("outside {country}").format(country=COUNTRY), UNLOCATED: _("without a place")}
    return special.get(key) or " › ".join(key.split(BETWEEN))


def outside_name(country: str) -> str:
    """How a country outside is said; "" is a place that lies in no country of the boundary files."""
    return _("outside {country}").format(country=COUNTRY) + f" ({country_name(country) or _('country not known')})"


def agreement_name(agreement: str) -> str:
    """How an agreement of the reported region with the computed one is said."""
    return {
        "same": _("in the region reported"),
        "part": _("reported by another division, which fits"),
        "differs": _("in another region than the one reported"),
        "unknown": _("reported in a region that nothing here knows"),
    }[agreement]


def status_name(status: str) -> str:
    """How a status is said."""
    return {
        "reported": _("reported"),
        "claimed": _("claimed"),
        "contested": _("contested"),
        "confirmed": _("confirmed"),
    }[status]


def role_name(role: str) -> str:
    """How a role is said; of the filter's roles, "perpetrator" covers partners."""
    return {
        "any": _("any role"),
        "perpetrator": _("perpetrator or partner"),
        "partner": _("partner"),
        "target": _("target"),
        "involved": _("involved"),
    }[role]
