"""Parts of the country that are compared: north, centre and south, as regions of whatever boundary set is asked of."""

import pandas as pd

from ..errors import FilterError, nearest
from ..filter_words import region_name
from ..regions import BoundarySet
from ..regions.names import embedded_names
from ..texts import _, did_you_mean

REST = "south"  # has all regions that no other group has, unless the table gives it some


def region_groups(table: pd.DataFrame, boundaries: BoundarySet) -> dict[str, tuple[str, ...]]:
    """The groups of a table (columns group, region), each with the keys of its regions in a boundary set; `REST` comes last.

    A region is found by any of its spellings. One that the set doesn't have as a unit of its top level is left out: Ménaka lies
    in Gao in a set of eight regions, which is in the same group. A group without any is there, and empty.
    """
    tops = list(boundaries.regions["key"])
    found: dict[str, list[str]] = {}
    for group, region in zip(table["group"].str.strip(), table["region"], strict=True):
        members = found.setdefault(group, [])
        key = boundaries.find(region)
        if key in tops and key not in members:
            members.append(key)
    taken = {key for members in found.values() for key in members}
    rest = found.pop(REST, [key for key in tops if key not in taken])
    return {group: tuple(members) for group, members in (found | {REST: rest}).items()}


def unknown_regions(table: pd.DataFrame, boundaries: BoundarySet) -> tuple[str, ...]:
    """The regions of a table that neither the boundary set nor the list of Mali's regions knows: slips of the pen."""
    names = dict.fromkeys(table["region"])
    return tuple(name for name in names if boundaries.find(name) is None and embedded_names().name(name) is None)


def group_title(group: str) -> str:
    """How a group is said; one of the user's own is its name."""
    return {"north": _("North"), "centre": _("Centre"), "south": _("South")}.get(group, group)


def regions_of(said: tuple[str, ...], groups: dict[str, tuple[str, ...]], boundaries: BoundarySet) -> tuple[str, ...]:
    """The keys of the units that are meant by names of groups, and by keys or names of regions; each once.

    Raises FilterError for a name that is none of them, and where what is meant has no region in the set.
    """
    found: dict[str, None] = {}
    for name in said:
        found |= dict.fromkeys(groups[name] if name in groups else [_region(name, groups, boundaries)])
    if not found:
        raise FilterError(
            _(
                '"{names}" has no region in the boundary set {set}. Choose regions of it, or another boundary set.'
            ).format(names=", ".join(map(group_title, said)), set=boundaries.title)
        )
    return tuple(found)


def title_of(said: tuple[str, ...], groups: dict[str, tuple[str, ...]], boundaries: BoundarySet) -> str:
    """How a side of such names is said: "North", "Gao, Kidal"."""
    words = [group_title(name) if name in groups else region_name(_region(name, groups, boundaries)) for name in said]
    return ", ".join(dict.fromkeys(words))


def _region(name: str, groups: dict[str, tuple[str, ...]], boundaries: BoundarySet) -> str:
    found = name if name in boundaries.keys else boundaries.find(name)
    if found is None:
        hint = did_you_mean(nearest(name, (*groups, *boundaries.keys)))
        raise FilterError(
            _('"{value}" is neither a group of regions nor a region of the boundary set {set}.{hint} The groups are: {words}.').format(
                value=name[:80], set=boundaries.title, hint=hint, words=", ".join(groups)
            )
        )  # fmt: skip
    return found
