"""What every slide must keep to, whatever is on it."""

from pptx.slide import Slides

from geodata.figures.papers import Paper


def nothing_lies_over_another(slides: Slides, paper: Paper) -> None:
    """Fails where something leaves a slide or lies over something else: a reader would not see it."""
    wide, high = (round(edge * 914_400) for edge in (paper.width, paper.height))
    for slide in slides:
        boxes = [(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes]
        for left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0 and right <= wide + 9 and bottom <= high + 9
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 9144 or down <= 9144, slide.shapes.title.text_frame.text  # a hundredth of an inch
