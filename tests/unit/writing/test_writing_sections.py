from app.documents import Block, BlockKind, OutlineItem, Page
from workers.writing.lexicon import lexicon_for
from workers.writing.placing import place_blocks
from workers.writing.sections import divide
from workers.writing.segment import segment

EN = lexicon_for("en")
PROSE = "The river carries sand and stones from the mountains down to the wide and fertile plain. "


def heading(text, level=1):
    return Block(BlockKind.HEADING, text, level=level)


def prose(sentences=20):
    return Block(BlockKind.PARAGRAPH, (PROSE * sentences).strip())


def parts(pages, outline=()):
    placed = place_blocks(Page(number, tuple(blocks)) for number, blocks in enumerate(pages, start=1))
    return divide(placed, segment(placed, EN), outline, "Rivers", EN)


def test_headings_open_sections():
    found = parts([[heading("Source"), prose()], [heading("Delta"), prose()]])
    assert [part.heading for part in found] == ["Source", "Delta"]


def test_the_outline_wins_over_headings_and_finds_its_place_within_a_page():
    names = ("Source", "Valley", "Delta", "Sea")
    pages = [[heading("A drop of water", 3), prose(), *(b for name in names[:2] for b in (heading(name), prose()))]]
    pages.append([b for name in names[2:] for b in (heading(name), prose())])
    outline = [OutlineItem(name, 1 if name in names[:2] else 2, 1) for name in names]
    found = parts(pages, outline)
    assert [part.heading for part in found] == ["Rivers", *names]
    assert [len(part.sentences) for part in found] == [20] * 5


def test_references_and_thanks_are_left_out():
    found = parts([[heading("Source"), prose()], [heading("Acknowledgements"), prose()], [heading("Delta"), prose()]])
    assert [part.heading for part in found] == ["Source", "Delta"]


def test_short_sections_of_a_chapter_become_one():
    small = [block for number in range(4) for block in (heading(f"Part {number}", 2), prose(2))]
    found = parts([[heading("Source"), prose(30), heading("Valley"), *small, heading("Delta"), prose(30)]])
    assert [part.heading for part in found] == ["Source", "Valley", "Delta"]
    assert len(found[1].sentences) == 8


def test_a_long_text_without_headings_is_cut_at_page_breaks():
    found = parts([[prose(40)] for _ in range(10)])
    assert len(found) > 1
    assert sum(len(part.sentences) for part in found) == 400


def test_no_sentence_is_lost():
    pages = [[prose(1)], [heading("Valley", 2), prose(3)], [heading("Delta"), prose(1), heading("Sea", 2), prose(30)]]
    assert sum(len(part.sentences) for part in parts(pages)) == 35


def test_exercises_and_mottoes_are_left_out():
    motto = [Block(BlockKind.PARAGRAPH, "Rivers never go back."), Block(BlockKind.LIST_ITEM, "— Somebody Wise")]
    found = parts([[*motto, heading("Source"), prose()], [heading("Delta"), prose()], [heading("Exercises"), prose(5)]])
    assert [part.heading for part in found] == ["Source", "Delta"]
    assert all("never" not in sentence.text for part in found for sentence in part.sentences)


def test_a_book_of_exercises_keeps_them():
    found = parts([[heading("Exercises"), prose()], [heading("Problems"), prose()]])
    assert found


def test_a_licence_or_a_list_of_books_in_another_language_is_left_out():
    names = ("Source", "Kurze Literaturliste", "2 References bibliographiques", "A GNU Free Documentation License")
    found = parts([[heading(name), prose()] for name in names])
    assert [part.heading for part in found] == ["Source"]


def chapter(name, sections, sentences=90):
    below = [block for number in range(sections) for block in (heading(f"{name} {number}", 2), prose(sentences))]
    return [heading(name), prose(1), *below]


def test_the_chapters_of_a_book_keep_their_headings():
    found = parts([chapter("Source", 3), chapter("Valley", 3), chapter("Delta", 3)])
    assert [part.heading for part in found if part.is_chapter] == ["Source", "Valley", "Delta"]
    assert [part.heading for part in found][:4] == ["Source", "Source 0", "Source 1", "Source 2"]
    assert sum(len(part.sentences) for part in found) == 3 * 271


def test_a_short_document_has_no_chapters_and_neither_has_a_chapter_of_one_section():
    assert not any(part.is_chapter for part in parts([chapter("Source", 3), chapter("Valley", 3)]))
    found = parts([chapter("Source", 3), chapter("Valley", 1, 270), chapter("Delta", 3)])
    assert [part.heading for part in found if part.is_chapter] == ["Source", "Delta"]


def test_a_part_that_consists_of_one_chapter_is_none_itself():
    inner = [block for number in range(3) for block in (heading(f"Bed {number}", 3), prose(90))]
    found = parts([[heading("Water"), heading("Streams", 2), *inner], chapter("Valley", 3), chapter("Delta", 3)])
    assert [part.heading for part in found if part.is_chapter] == ["Streams", "Valley", "Delta"]


def test_numbered_headings_may_end_with_a_stop_and_no_list_of_contents_swallows_the_document():
    contents = heading("Table of Contents", 2)
    found = parts([[contents, prose(2)], [heading("1. Springs."), prose()], [heading("2. Deltas."), prose()]])
    assert [part.heading for part in found] == ["1. Springs", "2. Deltas"]
    assert sum(len(part.sentences) for part in parts([[contents, prose()]])) == 20
