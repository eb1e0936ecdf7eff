"""A label covers neither a symbol nor another label."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geodata.figures.labels import Patch, Room

WANTED = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 300), st.floats(10, 90)), max_size=40)


@given(WANTED, st.booleans())
def test_labels_keep_apart_and_on_the_map(wanted, far):
    room, made = Room(600, 300), []
    for x, y, _wide in wanted:
        symbol = Patch(x - 5, y - 5, x + 5, y + 5)
        room.take(symbol)
        made.append(symbol)
    labels = [patch for x, y, wide in wanted if (patch := room.beside(x, y, 7, wide, 10, far))]
    for one, other in [*combinations(labels, 2), *((label, symbol) for label in labels for symbol in made)]:
        assert not one.meets(other)
    assert all(label.left >= 0 and label.right <= 600 and label.bottom >= 0 and label.top <= 300 for label in labels)


def test_the_first_label_stands_right_of_its_place():
    assert Room(200, 100).beside(50, 50, 7, 40, 10) == Patch(57, 45, 97, 55)


def test_where_all_is_taken_there_is_no_label():
    room = Room(100, 100)
    room.take(Patch(0, 0, 100, 100))
    assert room.beside(50, 50, 7, 20, 10, far=True) is None and room.over(50, 50, 20, 10) is None
