"""Notes as one HTML page that needs nothing else: every page number shows its quote when it is pointed at."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.export.saying import Saying
from app.export.wanted import Wanted
from app.export.words import Markup, checked_words, open_lines, pages_words, receipt_words
from app.notes import Citation, NotesExport, Origin, QuizQuestion, Section
from app.pictures import MARK, Picture, picture_of

_LETTERS: Final = "ABCD"

_STYLE: Final = """
body { font: 16px/1.6 system-ui, sans-serif; color: #1d2420; background: #fff; max-width: 46rem; margin: 3rem auto;
  padding: 0 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
li { margin: .35rem 0; } dt { font-weight: 600; margin-top: .5rem; } dd { margin-left: 1.2rem; }
cite { font-style: normal; font-size: .8em; color: #23703f; background: #e5efe8; border-radius: 1em;
  padding: .1em .6em; white-space: nowrap; }
.own { color: #59645c; } .foot { color: #59645c; font-size: .85rem; border-top: 1px solid #dfe4dc; padding-top: 1rem;
  margin-top: 3rem; }
img { display: block; max-width: 100%; height: auto; margin: .4rem 0; }
details { margin: .6rem 0; } summary { cursor: pointer; }
@media (prefers-color-scheme: dark) { body { color: #e6ebe7; background: #1b201d; }
  cite { color: #74cf9b; background: #26352c; } .foot, .own { color: #a0aca4; } }
@media print { body { margin: 0; max-width: none; font-size: 11pt; }
  h2 { break-after: avoid; } li { break-inside: avoid; } }
"""


def render(export: NotesExport, wanted: Wanted) -> str:
    """The whole page."""
    return "\n".join(["<!doctype html>", *_head(export), *body(export, wanted), "</body>", "</html>", ""])


def body(export: NotesExport, wanted: Wanted, *, answers_open: bool = False) -> Iterator[str]:
    """The content without the frame of the page; on paper no answer can be unfolded, so all may be open."""
    note, say = export.note, wanted.say
    yield f"<h1>{_text(note.title)}</h1>"
    if note.summary:
        yield f"<p>{_text(note.summary)}</p>"
    for section in note.sections:
        yield from _section(section, wanted)
    if note.open_ends:
        yield f"<h2>{say.not_explained}</h2>"
        markup = Markup(_text, lambda text: f"<b>{_text(text)}</b>", lambda cited: _cite(cited, say))
        yield f"<ul>{''.join(f'<li>{line}</li>' for line in open_lines(note.open_ends, say, markup))}</ul>"
    if note.quiz:
        yield f"<h2>{say.quiz}</h2>"
        for number, question in enumerate(note.quiz, 1):
            yield from _question(number, question, say, answers_open=answers_open)
    if note.flashcards:
        yield f"<h2>{say.flashcards}</h2>"
        yield "<dl>"
        for card in note.flashcards:
            front, back = (_with_pictures(side, wanted, _escaped) for side in (card.front, card.back))
            yield f"<dt>{front}</dt><dd>{back} {_cite(card.citations, say)}</dd>"
        yield "</dl>"
    yield f'<p class="foot">{_text(checked_words(export, say))}'
    if note.receipt:
        yield f"<br>{_text(receipt_words(note.receipt, say))}"
    yield "</p>"


def _head(export: NotesExport) -> Iterator[str]:
    language = export.note.receipt.language if export.note.receipt else ""
    yield f'<html lang="{html.escape(language or "en")}">'
    yield f'<head><meta charset="utf-8"><title>{_text(export.note.title)}</title>'
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<style>{_STYLE}</style></head>"
    yield "<body>"


def _section(section: Section, wanted: Wanted) -> Iterator[str]:
    say = wanted.say
    yield f"<h2>{_text(section.heading)}</h2>"
    if section.overview:
        yield f"<p><em>{_text(section.overview)}</em></p>"
    if section.points:
        yield "<ul>"
        for point in section.points:
            yield f"<li>{_said(point.text, point.origin, wanted)} {_cite(point.citations, say)}</li>"
        yield "</ul>"
    if section.terms:
        yield "<dl>"
        for term in section.terms:
            said = _said(term.definition, term.origin, wanted)
            yield f"<dt>{_text(term.term)}</dt><dd>{said} {_cite(term.citations, say)}</dd>"
        yield "</dl>"


def _said(text: str, origin: Origin, wanted: Wanted) -> str:
    return (
        f'{_with_pictures(text, wanted, _marked)} <span class="own">✎</span>'
        if origin is Origin.EDITED
        else _text(text)
    )


def _question(number: int, question: QuizQuestion, say: Saying, *, answers_open: bool) -> Iterator[str]:
    yield f"<p><b>{number}.</b> {_text(question.question)}</p>"
    yield '<ol type="A">' + "".join(f"<li>{_text(choice)}</li>" for choice in question.choices) + "</ol>"
    answer = f"{_LETTERS[question.answer_index]}. {_text(question.explanation)} {_cite(question.citations, say)}"
    if answers_open:
        yield f"<p>{say.answer}: {answer}</p>"
    else:
        yield f"<details><summary>{say.answer}</summary><p>{answer}</p></details>"


def _cite(citations: Iterable[Citation], say: Saying) -> str:
    cited = tuple(citations)
    quotes = " / ".join(f"{pages_words((citation,), say)}: “{citation.quote}”" for citation in cited)
    return f'<cite title="{html.escape(quotes)}">{pages_words(cited, say)}</cite>'


def _text(words: str) -> str:
    return _escaped(" ".join(words.split()))


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)


def _marked(words: str) -> str:
    """The little Markdown that a student may use in a statement."""
    text = re.sub(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*", r"<b>\1</b>", _escaped(words))
    text = re.sub(r"\*([^*\s](?:[^*]*[^*\s])?)\*", r"<i>\1</i>", text)
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", text)


def _with_pictures(words: str, wanted: Wanted, written: Callable[[str], str]) -> str:
    """The pictures come along in the page; `written` makes HTML of the words between them."""
    line, at, parts = " ".join(words.split()), 0, []
    for found in MARK.finditer(line):
        parts += [written(line[at : found.start()]), _image(picture_of(found), wanted)]
        at = found.end()
    return "".join([*parts, written(line[at:])])


def _image(picture: Picture, wanted: Wanted) -> str:
    place = wanted.find_picture(picture.key)
    if place is None:
        return html.escape(picture.alt)
    width, height = picture.shown_size
    held = base64.b64encode(place.read_bytes()).decode()
    size = f'width="{width}" height="{height}"'
    return f'<img alt="{html.escape(picture.alt)}" {size} src="data:image/png;base64,{held}">'
