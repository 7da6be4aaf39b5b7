import pytest

from app.documents import Block, BlockKind, Page
from app.notes import Note, Section
from workers.writing.accents import compose
from workers.writing.auditing import audit
from workers.writing.drafting import Source, draft
from workers.writing.plan import NoteOptions


@pytest.mark.parametrize(
    ("apart", "whole"),
    [
        ("r´ediger tr`es bien, `a la fen^etre", "rédiger très bien, à la fen^etre"),
        ("la chaˆıne de caract`eres, de fa¸con sˆure", "la chaîne de caractères, de façon sûre"),
        ("´Editer, `A part, ¨uber, ma˜nana", "Éditer, À part, über, mañana"),
        ("the `a' and the `end' of it", "the `a' and the `end' of it"),
        ("5´ north, x¨ y", "5´ north, x¨ y"),
    ],
)
def test_an_accent_goes_onto_its_letter_and_quotation_marks_stay(apart, whole):
    assert compose(apart) == whole


def test_a_point_has_letters_while_its_quote_stands_as_on_the_page():
    said = (
        "La ligne de commande permet de choisir le r´epertoire des fichiers. L’ex´ecutable pr´esume que le fichier"
        " a ´et´e cr´e´e par l’utilisateur. Les fichiers r´esultants sont regroup´es dans le r´epertoire courant."
    )
    pages = [Page(1, (Block(BlockKind.PARAGRAPH, said),))]
    _, plan = draft(pages, Source("Fichiers", "f.pdf", language="fr"), NoteOptions(length="detailed"))
    [section] = plan.draft.sections
    assert any("répertoire" in point.text for point in section.points)
    assert all(citation.quote in said for point in section.points for citation in point.citations)
    note = Note("Fichiers", plan.draft.summary, (Section("Fichiers", (1,), section.points),))
    assert [finding.doubt for finding in audit(note, pages, "fr") if finding.doubt] == []
