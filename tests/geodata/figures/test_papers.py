"""A briefer's slide has every part of the figure where it was last week, and none over another."""

from itertools import combinations

import pytest

from geodata.errors import FigureError
from geodata.figures.papers import PAPERS, paper_named


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_parts_lie_within_the_paper_and_beside_each_other(paper):
    parts = [
        paper.title,
        paper.map,
        paper.inset,
        paper.legend,
        paper.foot,
        *(() if paper.stacked else (paper.sources,)),
    ]
    for part in parts:
        assert 0 <= part.left < part.right <= paper.width
        assert 0 <= part.bottom < part.top <= paper.height
    for one, other in combinations(parts, 2):
        apart = one.right <= other.left or other.right <= one.left or one.top <= other.bottom or other.top <= one.bottom
        assert apart, (one, other)


def test_the_shapes_are_those_of_slides_and_pages():
    """16:9 and 4:3 are PowerPoint's own sizes in inches, A4 is 210 by 297 millimetres."""
    sizes = {key: (paper.width, paper.height) for key, paper in PAPERS.items()}
    assert sizes["16:9"] == pytest.approx((13.333, 7.5)) and sizes["4:3"] == (10, 7.5)
    assert (
        sizes["a4"] == pytest.approx((210 / 25.4, 297 / 25.4), abs=0.01) and sizes["a4-landscape"] == sizes["a4"][::-1]
    )


def test_a_wrong_shape_is_answered_with_the_nearest():
    with pytest.raises(FigureError, match=r'"16-9" is no shape of a figure\. Did you mean "16:9"\?'):
        paper_named("16-9")
