from dataclasses import replace

import pytest

from app.documents import Block, BlockKind, Page
from app.notes import Citation, Note, OpenEnd, OpenKind
from workers.writing.auditing import Doubt, audit
from workers.writing.drafting import Source, draft
from workers.writing.lexicon import lexicon_for
from workers.writing.open_ends import open_ends_of
from workers.writing.placing import place_blocks
from workers.writing.plan import NoteOptions
from workers.writing.segment import segment

USES = "Rivers are measured with QRX sensors. Most QRX readings are taken at night."


def ends(*paragraphs, language="en", heading=""):
    blocks = [Block(BlockKind.HEADING, heading)] if heading else []
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in paragraphs]
    lexicon = lexicon_for(language)
    placed = place_blocks([Page(1, tuple(blocks))])
    return open_ends_of(placed, segment(placed, lexicon), lexicon, pages=1)


def names(*paragraphs, **options):
    return [end.text for end in ends(*paragraphs, **options) if end.kind is OpenKind.TERM]


def test_an_abbreviation_that_is_used_and_never_explained_is_open_and_cited_where_it_is_first_used():
    [end] = ends(USES)
    assert (end.text, end.kind) == ("QRX", OpenKind.TERM)
    assert end.citations == (Citation(1, "Rivers are measured with QRX sensors."),)


@pytest.mark.parametrize(
    "explained",
    [
        "Quick river crossings (QRX) are rare.",
        "A QRX is a device of the harbour.",
        "The quick river xylograph has been known for long.",
        "This is called QRX by everybody.",
        "QRX: a device of the harbour.",
    ],
)
def test_whatever_may_explain_it_does(explained):
    assert names(USES, explained) == []


def test_what_is_used_once_or_known_to_everybody_or_has_a_section_is_not_open():
    assert names("Rivers are measured with QRX sensors.") == []
    assert names(USES.replace("QRX", "USA")) == []
    assert names(USES, heading="QRX sensors") == []
    assert names(USES.replace("QRX", "NOT")) == []


def test_a_thing_that_goes_by_a_name_is_open_until_it_is_told():
    text = "We apply Kolmavar’s theorem to the flow. By Kolmavar’s theorem the flow is bounded."
    assert names(text) == ["Kolmavar’s theorem"]
    assert names(text, "Kolmavar’s theorem is about bounded flows.") == []


def test_what_a_document_says_to_leave_out_is_open():
    [end] = ends("The history of the harbour is beyond the scope of these notes on the river.")
    assert end.kind is OpenKind.LEFT_OUT
    assert ends("The proof is omitted here but can be found in Section 7 of these notes.") == ()
    assert ends("Die Geschichte des Hafens würde hier den Rahmen sprengen und fehlt.", language="de")


def test_what_is_left_out_is_no_point_as_well():
    left = "The history of the harbour is beyond the scope of these notes on the river."
    pages = [Page(1, (Block(BlockKind.PARAGRAPH, f"{USES} {left} The river carries sand and stones to the sea."),))]
    _, plan = draft(pages, Source("Rivers", "r.pdf", language="en"), NoteOptions(length="detailed"))
    assert left in [end.text for end in plan.draft.open_ends]
    assert left not in [point.text for section in plan.draft.sections for point in section.points]


def test_an_open_end_is_checked_again():
    page = Page(1, (Block(BlockKind.PARAGRAPH, USES),))
    end = OpenEnd("QRX", OpenKind.TERM, (Citation(1, "Most QRX readings are taken at night."),))
    note = Note("Rivers", "", (), open_ends=(end,))

    def doubts(note, *pages):
        return [finding.doubt for finding in audit(note, pages, "en")]

    assert doubts(note, page) == [None]
    later = Page(2, (Block(BlockKind.PARAGRAPH, "QRX stands for quick crossing."),))
    assert doubts(note, page, later) == [Doubt.UNSUPPORTED]
    assert doubts(replace(note, open_ends=(replace(end, text="ABC"),)), page) == [Doubt.UNSUPPORTED]
    left = OpenEnd("The harbour is beyond the scope.", OpenKind.LEFT_OUT, end.citations)
    assert doubts(replace(note, open_ends=(left,)), page) == [Doubt.UNSUPPORTED]
