from app.documents import Block, BlockKind, Box, Page
from workers.writing.placing import place_blocks


def block(kind, text, top, bottom):
    return Block(kind, text, Box(left=70, bottom=bottom, right=400, top=top))


HEADING = block(BlockKind.HEADING, "2.6 Rivers of the North", 500, 480)
BODY = block(BlockKind.PARAGRAPH, "On the map those that we", 470, 100)
HEAD = block(BlockKind.PARAGRAPH, "2.6. RIVERS OF THE NORTH", 700, 690)
REST = block(BlockKind.PARAGRAPH, "have crossed are drawn bold.", 670, 100)
FOOT = block(BlockKind.PARAGRAPH, "Rivers of the North 17", 60, 50)


def texts(*pages):
    return [placed.block.text for placed in place_blocks([Page(n, blocks) for n, blocks in enumerate(pages, start=16)])]


def test_a_section_s_name_at_the_edge_of_a_page_is_left_out():
    assert texts((HEADING, BODY), (HEAD, REST, FOOT)) == [HEADING.text, BODY.text, REST.text]


def test_a_line_between_others_or_with_other_words_stays():
    inside = block(BlockKind.PARAGRAPH, "Rivers of the North", 300, 290)
    above = block(BlockKind.PARAGRAPH, "Rivers of the South", 700, 690)
    upper = block(BlockKind.PARAGRAPH, "have crossed are drawn bold.", 670, 310)
    lower = block(BlockKind.PARAGRAPH, "The others are thin.", 280, 100)
    assert texts((HEADING, BODY), (above, upper, inside, lower))[2:] == [
        above.text,
        upper.text,
        inside.text,
        lower.text,
    ]


def test_numbers_count_what_is_left():
    assert [placed.number for placed in place_blocks([Page(1, (HEADING, BODY)), Page(2, (HEAD, REST))])] == [0, 1, 2]
