"""A link on the map says which two places it links, and how sure it is."""

from dashboard.map.names import Names
from dashboard.map.ties import Kind, Tie, ties

KINDS = (Kind("#D55E00", False, "same place"), Kind("#999999", True, "only possible"))


def test_each_link_is_drawn_with_its_ends_its_kind_and_its_words():
    names = Names()
    made = [
        Tie((17.5, 0.1), (17.5, 0.1), 0, "Tarkint", ("same place", "3 Oct")),
        Tie((17.5, 0.1), (16.25, -0.123456789), 1, "", ("only possible",)),
    ]
    content, _legend = ties(made, KINDS, names)
    said = names.all()
    assert content["at"] == [[17.5, 0.1, 17.5, 0.1], [17.5, 0.1, 16.25, -0.12346]]
    assert content["kind"] == [0, 1]
    assert said[content["label"][0]] == "Tarkint" and content["label"][1] == -1, "a link that is not sure has no label"
    assert [[said[line] for line in lines] for lines in content["said"]] == [["same place", "3 Oct"], ["only possible"]]
    assert content["looks"] == [["#D55E00", False], ["#999999", True]]


def test_the_legend_has_only_what_is_on_the_map():
    names = Names()
    _content, legend = ties([Tie((1, 2), (3, 4), 1, "", ())], KINDS, names)
    assert [(number, names.all()[name]) for number, name in legend["ties"]] == [(1, "only possible")]
    assert ties([], KINDS, names)[1] == {"ties": []}
