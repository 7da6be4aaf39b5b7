from app.documents import Block, BlockKind, Page
from workers.writing.figures import figures_of
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.sections import divide
from workers.writing.segment import segment

EN = lexicon_for("en")
PROSE = "The river carries sand and stones from the mountains down to the wide plain. " * 12


def named(*captions):
    blocks = [Block(BlockKind.HEADING, "Rivers", level=1), Block(BlockKind.PARAGRAPH, PROSE.strip())]
    blocks += [Block(BlockKind.CAPTION, caption) for caption in captions]
    placed = place_blocks([Page(1, (*blocks, Block(BlockKind.PARAGRAPH, PROSE.strip())))])
    parts = divide(placed, segment(placed, EN), (), "Water", EN)
    return [point for group in figures_of(placed, parts, EN) for point in group]


def test_a_figure_is_named_by_its_caption_and_cited_by_it():
    caption = "Figure 3. The delta of a river seen from above. Photo: somebody."
    [point] = named(caption)
    assert point.text == "Figure 3: The delta of a river seen from above."
    assert point.citations[0].quote == "Figure 3. The delta of a river seen from above."


def test_a_section_names_the_figure_that_says_most_of_its_subject():
    [point] = named("Figure 1: A map of the old town.", "Table 2: The lengths of ten rivers in Europe.")
    assert point.text.startswith("Table 2")


def test_captions_that_lean_or_say_nothing_are_left_out():
    assert named("Figure 1: Ice.", "Figure 2: This shows the same thing again for others.", "A nice picture.") == []
