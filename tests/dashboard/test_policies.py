"""The ways to count imprecise dates stand side by side, and names may say anything."""

from dashboard import policies
from geodata.filters import IncidentFilter


def test_the_ways_to_count_dates_stand_side_by_side_as_text(store):
    counts = {"overlapping": store.counts(IncidentFilter()), "inside": store.counts(IncidentFilter(regions=("Gao",)))}
    names = dict.fromkeys(store.actors()["actor_id"], "<i>x</i>")
    made = policies.table(counts, names)
    assert "<td>Shown</td><td>19</td><td>5</td>" in made
    assert "<td>Hidden</td><td>0</td><td>14</td>" in made
    assert "<i>" not in made and "&lt;i&gt;x" in made
