"""A filter shows what its sentence says, neither more nor less, and a link brings it back."""

import csv
import unicodedata
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import FilterError
from geodata.filter_words import region_name, role_name, status_name
from geodata.filters import IncidentFilter
from geodata.ingest import EMBEDDED

from .facts import BY_ID, FACTS, Fact

NAMES = {"jnim": "JNIM", "tuareg-rebels": "Tuareg separatist rebels", "malian-army": "Malian army"}
ACTORS = ("jnim", "tuareg-rebels", "malian-army", "wagner", "un", "civilians", "burkinabe-militias", "is-sahel")
REGIONS = ("Bamako", "Gao", "Kidal", "Koulikoro", "Mopti", "Ségou", "outside-mali", "unlocated")
TYPES = tuple(sorted({fact.type for fact in FACTS}))
STATUSES = ("reported", "claimed", "contested", "confirmed")
KNOWN = {"actor": ACTORS, "region": REGIONS, "type": TYPES, "set": ("", "natural-earth", "newer")}
OCTOBER = IncidentFilter(date(2023, 10, 1), date(2023, 10, 31))
IN_OCTOBER = {fact.incident_id for fact in FACTS if fact.incident_id[4:11] == "2023-10"}


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def _rows(name: str) -> list[dict[str, str]]:
    with (EMBEDDED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _haystacks() -> dict[str, str]:
    """What a reader sees of each incident, put together without the package."""
    sources = {}
    for cited in _rows("citations.csv"):
        key = cited["document_id"], cited["footnote"]
        sources[key] = sources.get(key, "") + " " + cited["citation"]
    said = [(claim["incident_id"], claim["document_id"], claim["footnote"]) for claim in _rows("claims.csv")]
    unseen = {
        "date_start",
        "date_end",
        "date_precision",
        "place_precision",
        "country",
        "stance",
        "document_id",
        "footnotes",
    }
    made = {}
    for row in _rows("incidents.csv"):
        fact = BY_ID[row["incident_id"]]
        keys = {(row["document_id"], row["footnotes"]), *(c[1:] for c in said if c[0] == fact.incident_id)}
        cells = [text for name, text in row.items() if name not in unseen and not name.startswith("fatalities")]
        region = "" if fact.region in ("outside-mali", "unlocated") else fact.region
        made[fact.incident_id] = plain(
            " ".join([*cells, region, fact.country, *(sources.get(key, "") for key in keys)])
        )
    return made  # fmt: skip


HAYSTACKS = _haystacks()


def in_dates(fact: Fact, chosen: IncidentFilter) -> bool:
    first, last = chosen.date_from or date.min, chosen.date_to or date.max
    if first > last:
        return False
    if chosen.dates == "inside" and (chosen.date_from or chosen.date_to):
        return not fact.open_start and first <= fact.first and fact.last <= last
    return any(first <= day <= last for day in (fact.first, fact.last)) or fact.first < first <= last < fact.last


def has_actor(fact: Fact, chosen: IncidentFilter) -> bool:
    acting = {"any": fact.everybody, "perpetrator": {*fact.perpetrators, *fact.partners}, "target": {*fact.targets}}
    return not chosen.actors or bool(acting[chosen.role] & {*chosen.actors})


def fits(fact: Fact, chosen: IncidentFilter) -> bool:
    return (
        in_dates(fact, chosen)
        and has_actor(fact, chosen)
        and fact.region in (chosen.regions or (fact.region,))
        and fact.type in (chosen.types or (fact.type,))
        and fact.status in (chosen.statuses or (fact.status,))
        and all(word in HAYSTACKS[fact.incident_id] for word in plain(chosen.text).split())
    )


def some(values: tuple[str, ...]) -> st.SearchStrategy:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


DAYS = st.one_of(
    st.none(),
    st.sampled_from([date(2022, 4, 27), date(2023, 10, 1), date(2023, 10, 10), date(2023, 10, 31)]),
    st.dates(date(2022, 3, 20), date(2023, 11, 10)),
)
TEXTS = st.sampled_from(
    [
        "",
        "",
        "",
        "convoy",
        "SÉGOU",
        "rfi 2023",
        "Wágnér",
        "jnim  claims",
        "' or 1=1 --",
        "%",
        "_",
        "kidnapped contested",
    ]
)
FILTERS = st.builds(
    IncidentFilter,
    date_from=DAYS,
    date_to=DAYS,
    dates=st.sampled_from(["overlapping", "inside"]),
    actors=some((*ACTORS, "unlisted:Nobody")),
    role=st.sampled_from(["any", "perpetrator", "target"]),
    regions=some(REGIONS),
    types=some(TYPES),
    statuses=some(STATUSES),
    text=TEXTS,
    regions_by=st.sampled_from(
        ["computed", "reported"]
    ),  # where a region is reported, the embedded incidents lie in it
)


@settings(max_examples=120)
@given(chosen=FILTERS)
def test_a_filter_shows_what_a_reader_of_the_documents_would_pick(store, chosen):
    wanted = {fact.incident_id for fact in FACTS if fits(fact, chosen)}
    assert set(store.incidents(chosen)["incident_id"]) == wanted
    counts = store.counts(chosen)
    assert counts.shown == len(wanted) == store.count(chosen)
    assert counts.shown + sum(counts.hidden.values()) == counts.total == 19
    assert sum(counts.by_region.values()) + sum(counts.outside.values()) + counts.unlocated == counts.shown
    assert sum(counts.by_status.values()) == sum(counts.by_type.values()) == counts.shown


@settings(max_examples=60)
@given(chosen=FILTERS, part=st.sampled_from(["dates", "actors", "regions", "types", "statuses", "text"]))
def test_letting_a_part_go_leaves_all_others(store, chosen, part):
    empty = IncidentFilter()
    gone = {"dates": ("date_from", "date_to"), "actors": ("actors", "role")}.get(part, (part,))
    by_hand = replace(chosen, **{name: getattr(empty, name) for name in gone})
    assert chosen.without(part) == by_hand
    assert store.count(by_hand) >= store.count(chosen)


def test_october_2023_holds_eleven_incidents_and_eight_wholly(store):
    inside = replace(OCTOBER, dates="inside")
    assert set(store.incidents(OCTOBER)["incident_id"]) == IN_OCTOBER
    assert len(IN_OCTOBER) == 11
    # On or before 3 and 9 October: any of the three may have happened in September.
    open_ended = {"MLI-2023-10-03-SEGOU", "MLI-2023-10-03-KOULIKORO", "BFA-2023-10-09-SOUM"}
    assert set(store.incidents(inside)["incident_id"]) == IN_OCTOBER - open_ended
    assert store.counts(inside).hidden == {"dates": 11}


def test_a_partner_acts_with_the_perpetrator(store):
    """Wagner acts in the convoy, at the RN18 on 5 October and at Ersane; it is the target in four others."""
    wagner = IncidentFilter(actors=("wagner",))
    assert [store.count(replace(wagner, role=role)) for role in ("any", "perpetrator", "target")] == [7, 3, 4]


# Who cites which title of SITE: footnotes 17 and 26 that of 3 October, which names Segou; 17 and 27 that of 9 October.
CITE_17 = {"MLI-2023-10-03-SEGOU", "MLI-2023-10-03-KOULIKORO", "BFA-2023-10-09-SOUM"}
CITE_27 = {"MLI-2023-10-04-RN18", "MLI-2023-10-05-RN18"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("segou", {"MLI-2022-04-06-SEGOU", "MLI-2022-04-25-SEGOU", "MLI-2023-10-03-TARKINT-2", *CITE_17}),
        ("SÉGOU KIDNAPPED", {"MLI-2022-04-25-SEGOU"}),
        ("ersané", {"MLI-2023-10-10-ERSANE"}),
        ("le monde", {"MLI-2022-04-25-SEGOU", "MLI-2023-09-11-WAR"}),
        ("lemonde", set()),
        ("burkina", CITE_17 | CITE_27),
        ("MLI-2022-04-06", {"MLI-2022-04-06-SEGOU"}),
    ],
)
def test_search_ignores_case_and_accents_and_needs_every_word(store, text, shown):
    assert set(store.incidents(IncidentFilter(text=text))["incident_id"]) == shown


@settings(max_examples=80)
@given(text=st.text(max_size=30))
def test_no_text_breaks_the_search(store, text):
    chosen = IncidentFilter(text=text, actors=(text,), regions=(text,), types=(text,))
    assert store.count(chosen) == 0
    assert store.counts(chosen).total == 19
    assert store.count(IncidentFilter(text=text)) == len(store.incidents(IncidentFilter(text=text)))


def test_a_backwards_period_shows_nothing_and_says_so(store):
    """The convoy of 1-10 October would touch both ends."""
    backwards = IncidentFilter(date(2023, 10, 8), date(2023, 10, 6))
    assert (backwards.backwards, OCTOBER.backwards) == (True, False)
    assert store.counts(backwards).hidden == {"dates": 19}


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (IncidentFilter(), "all dates · all actors"),
        (OCTOBER, "October 2023 · all actors"),
        (replace(OCTOBER, dates="inside"), "October 2023, dates wholly inside · all actors"),
        (IncidentFilter(dates="inside"), "all dates · all actors"),
        (IncidentFilter(date_from=date(2023, 10, 3)), "since 3 Oct 2023 · all actors"),
        (IncidentFilter(actors=("jnim",), role="perpetrator"), "all dates · JNIM as perpetrator or partner"),
        (IncidentFilter(actors=("unlisted:Dozo",), role="target"), "all dates · Dozo as target"),
        (IncidentFilter(role="target"), "all dates · all actors"),
        (
            IncidentFilter(
                date(2023, 10, 3), date(2023, 10, 5), actors=("jnim", "tuareg-rebels"),
                regions=("Gao", "outside-mali", "unlocated"), types=("IED",), statuses=("claimed", "contested"), text=" RN18 ",
            ),
            "3–5 Oct 2023 · JNIM, Tuareg separatist rebels · Gao, outside Mali, without a place · IED · "
            "claimed, contested · text “RN18”",
        ),
        (
            IncidentFilter(date(2023, 10, 8), date(2023, 10, 6)),
            "from 8 Oct 2023 to 6 Oct 2023, which is backwards · all actors",
        ),
        (IncidentFilter(date(9999, 12, 1), date(9999, 12, 31)), "December 9999 · all actors"),
    ],
)  # fmt: skip
def test_the_sentence_says_the_filter(chosen, sentence):
    assert chosen.describe(NAMES, "Some set") == sentence + " · regions by Some set"


def test_the_words_of_keys():
    assert [region_name(key) for key in ("Gao", "outside-mali", "unlocated")] == [
        "Gao",
        "outside Mali",
        "without a place",
    ]
    assert [status_name(status) for status in STATUSES] == list(STATUSES)
    roles = ("any", "perpetrator", "partner", "target")
    assert [role_name(role) for role in roles] == ["any role", "perpetrator or partner", "partner", "target"]


def as_link(query: dict) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in query.items()}


@given(chosen=FILTERS, text=st.text(max_size=200))
def test_a_link_brings_the_same_filter_back(chosen, text):
    sent = replace(chosen, actors=tuple(a for a in chosen.actors if a in ACTORS), text=text)
    assert IncidentFilter.from_query(as_link(sent.to_query()), KNOWN) == (sent, [])


def test_the_link_of_everything_is_empty_and_others_say_only_what_differs():
    assert IncidentFilter().to_query() == {}
    chosen = replace(OCTOBER, dates="inside", actors=("jnim",), role="target", text="a b")
    assert chosen.to_query() == {
        "from": "2023-10-01", "to": "2023-10-31", "dates": "inside", "actor": ["jnim"], "role": "target", "q": "a b",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("from", "2023-13-01", 'The link\'s date "2023-13-01" is no day like 2023-10-03.'),
        ("from", "0001-01-01", 'The link\'s date "0001-01-01" is no day like 2023-10-03.'),
        ("to", "9999-12-31", 'The link\'s date "9999-12-31" is no day like 2023-10-03.'),
        ("to", "x" * 50, f'The link\'s date "{"x" * 40}" is no day like 2023-10-03.'),
        ("dates", "within", 'This data has no way to count dates "within".'),
        ("actor", "jnm", 'This data has no actor "jnm". The nearest is "jnim".'),
        ("role", "boss", 'This data has no role "boss".'),
        ("region", "Gaoo", 'This data has no region "Gaoo". The nearest is "Gao".'),
        ("type", "{{7*7}}", 'This data has no type of event "{{7*7}}".'),
        ("status", "confirmd", 'This data has no status "confirmd". The nearest is "confirmed".'),
    ],
)
def test_what_a_link_gets_wrong_is_said_and_left_out(key, value, sentence):
    good = {"q": ["convoy"], "actor": ["jnim"]}
    query = good | {key: [*good.get(key, []), value]}
    assert IncidentFilter.from_query(query, KNOWN) == (IncidentFilter(actors=("jnim",), text="convoy"), [sentence])


def test_every_wrong_value_of_a_link_gets_a_sentence_of_its_own():
    chosen, problems = IncidentFilter.from_query({"actor": ["a", "jnim", "b"], "from": ["c"], "region": ["d"]}, KNOWN)
    assert chosen == IncidentFilter(actors=("jnim",))
    assert len(problems) == len(set(problems)) == 4


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"dates": "around"}, '"around" is no way to count dates. Use one of: overlapping, inside, shared.'),
        ({"role": "boss"}, '"boss" is no role. Use one of: any, perpetrator, target.'),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(wrong, sentence):
    with pytest.raises(FilterError) as refused:
        IncidentFilter(**wrong)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("known", "text", "said"),
    [
        (date(2023, 10, 25), "2023-10-25", "as known on 25 Oct 2023"),
        (datetime(2023, 10, 25, 10, 0), "2023-10-25T10:00", "as known on 25 Oct 2023, 10:00"),
        (datetime(2023, 10, 25), "2023-10-25T00:00", "as known on 25 Oct 2023, 00:00"),
    ],
)
def test_what_was_known_then_may_have_a_time(known, text, said):
    chosen = IncidentFilter(known_on=known)
    assert chosen.to_query() == {"known": text}
    assert IncidentFilter.from_query({"known": [text]}, KNOWN) == (chosen, [])
    assert chosen.describe(NAMES, "S").startswith(f"{said} · all dates")


@pytest.mark.parametrize("text", ["2023-10-25T25:00", "2023-10-25T10", "2023-13-01T10:00", "1800-01-01", "now"])
def test_a_moment_that_is_none_is_said_and_left_out(text):
    chosen, problems = IncidentFilter.from_query({"known": [text]}, KNOWN)
    assert chosen == IncidentFilter()
    assert problems == [
        f'The link\'s moment "{text}" is no day like 2023-10-25, nor a time of one like 2023-10-25T10:00.'
    ]
