"""Whether what is asked still fits the notes: questions and cards are checked anew whenever the notes have changed.

Nothing is removed from the library, so that what comes back (an edit undone, an earlier section) is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.edits import Edit, EditKind, edit_about, same_place
from app.notes import Citation, Flashcard, Note, QuizQuestion, Section, Term


def ask_anew(note: Note, written: Note, edits: Sequence[Edit], former: Sequence[Section]) -> Note:
    """The edited note with those questions and cards that still hold.

    `written` is the note without the edits, `former` what its sections were before they were written anew. A question
    goes when its statement was left out or stands only in a former section, or when the student's words for it do not
    hold the answer any more. The card of a term takes her definition on.
    """
    changed = [edit for edit in edits if edit.text is not None]
    if not changed and not former:
        return note
    gone = _gone(written.sections, former)
    quiz = tuple(each for each in note.quiz if not _is_gone(each.citations, gone) and _holds_question(each, changed))
    terms = [term for section in written.sections for term in section.terms]
    cards = [_renewed(card, terms, changed) for card in note.flashcards if not _is_gone(card.citations, gone)]
    return replace(note, quiz=quiz, flashcards=tuple(card for card in cards if card is not None))


def _gone(present: Iterable[Section], former: Iterable[Section]) -> list[Citation]:
    """What only former sections cite."""
    here = list(_cited(present))
    return [citation for citation in _cited(former) if not any(same_place(citation, other) for other in here)]


def _cited(sections: Iterable[Section]) -> Iterable[Citation]:
    for section in sections:
        for point in section.points:
            yield from point.citations
        for term in section.terms:
            yield from term.citations


def _is_gone(citations: Iterable[Citation], gone: Sequence[Citation]) -> bool:
    return all(any(same_place(citation, other) for other in gone) for citation in citations)


def _holds_question(question: QuizQuestion, edits: Sequence[Edit]) -> bool:
    answer = question.choices[question.answer_index]
    return all(_says(edit, answer) for edit in _about(question.citations, edits))


def _renewed(card: Flashcard, terms: Iterable[Term], edits: Sequence[Edit]) -> Flashcard | None:
    """The card as the student's words have it; None where they do not hold its answer."""
    for edit in _about(card.citations, edits):
        is_definition = edit.kind is EditKind.TERM and any(
            term.definition == card.back and edit_about(edit, EditKind.TERM, term.citations) for term in terms
        )
        if is_definition and edit.text:
            card = replace(card, back=edit.text)
        elif not _says(edit, card.back):
            return None
    return card


def _about(citations: Sequence[Citation], edits: Iterable[Edit]) -> list[Edit]:
    return [edit for edit in edits if any(edit_about(edit, kind, citations) for kind in EditKind)]


def _says(edit: Edit, answer: str) -> bool:
    return "".join(answer.split()).casefold() in "".join((edit.text or "").split()).casefold()
