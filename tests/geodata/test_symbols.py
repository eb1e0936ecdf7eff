"""An actor keeps one colour and a class one shape, else two pictures contradict each other."""

import re

from geodata.schema import EVENT_CLASSES
from geodata.symbols import COLOURS, OTHER_COLOUR, SHAPES, colour, shape


def test_every_colour_is_one_actors_own():
    used = [*COLOURS.values(), OTHER_COLOUR]
    assert len(set(used)) == len(used)
    assert all(re.fullmatch("#[0-9A-F]{6}", value) for value in used)


def test_every_actor_with_a_colour_is_a_known_actor(dataset):
    assert set(COLOURS) <= set(dataset.actors["actor_id"])


def test_the_four_actors_of_the_documents_have_colours_and_others_are_grey():
    named = [colour(actor) for actor in ("jnim", "tuareg-rebels", "malian-army", "wagner")]
    assert named == ["#D55E00", "#0072B2", "#009E73", "#CC79A7"]
    assert colour("unlisted:Dozo") == colour(None) == "#767676"


def test_every_class_has_a_shape_of_its_own():
    assert [shape(name) for name in EVENT_CLASSES] == ["triangle", "diamond", "square", "pentagon", "circle", "cross"]
    assert shape("no class") == "circle"
    assert {shape(name) for name in EVENT_CLASSES} == set(SHAPES)
