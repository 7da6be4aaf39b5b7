"""What the text child serves for writing.

Every call takes parameters and streamed inputs, may yield, and returns its result; all values are JSON. A language is
an ISO 639-1 code, empty where it is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator

from app import wire
from app.documents import Block, OutlineItem, Page
from app.errors import ErrorCode
from app.notes import Note, Point, Section
from app.wire import Json
from workers.extraction.language import language_of
from workers.writing import answer
from workers.writing.asked import Asked
from workers.writing.auditing import audit as audit_note
from workers.writing.blind import readings
from workers.writing.claims import source_sentences
from workers.writing.composing import Material, questions_of
from workers.writing.composing import compose as compose_note
from workers.writing.drafting import Source, plan_sections, sketch
from workers.writing.evidence import ClaimChecker
from workers.writing.finishing import finish_section as finish
from workers.writing.lexicon import lexicon_for
from workers.writing.plan import NoteOptions, SectionPlan
from workers.writing.summary import summarize as summarize_sections
from workers.writing.summary import with_overviews

Reply = Generator[Json, None, Json]


def plan(params: Json, inputs: Iterator[Json]) -> Reply:
    """Chooses what a note says.

    `params`: "options", "title", "fileName", "outline", "language"; `inputs`: stored pages.

    Yields {"plan": NotePlan without its sections} as soon as its draft is complete, then {"section": SectionPlan} for
    each of the draft's sections in order, with shortened points; returns {"sections": how many}.

    Raises:
        StudyleafError: NO_READABLE_TEXT, TOO_LITTLE_TEXT.
    """
    options = wire.decode(NoteOptions, params["options"])
    source = Source(
        title=params["title"],
        file_name=params["fileName"],
        outline=tuple(wire.decode(OutlineItem, item) for item in params["outline"]),
        language=params["language"],
    )
    sketched = sketch(_pages(inputs), source, options)
    yield {"plan": wire.encode(sketched.plan)}
    for section in plan_sections(sketched):
        yield {"section": wire.encode(section)}
    return {"sections": len(sketched.sections)}


def finish_section(params: Json, inputs: Iterator[Json]) -> Reply:
    """Checks what the model wrote. `params`: "section" (SectionPlan), "texts" (a list for each point), "language".

    Returns {"section": Section, "rewritten": how many texts passed, "dropped": how many did not, by reason}.
    """
    del inputs
    yield from ()
    section = wire.decode(SectionPlan, params["section"])
    done = finish(section, params["texts"], params["language"])
    return {"section": wire.encode(done.section), "rewritten": done.rewritten, "dropped": dict(done.dropped)}


def propose(params: Json, inputs: Iterator[Json]) -> Reply:
    """Looks for what a quiz could ask. `params`: "title", "language", "options", "asides" of the plan's sections;
    `inputs`: the sections as they are so far.

    Returns {"asked": all questions that could be asked, "readings": the `ScoreRequest`s by which a model tells which of
    them are good}.
    """
    yield from ()
    asked = questions_of(_material(params, inputs))
    return {
        "asked": [wire.encode(each) for each in asked],
        "readings": [wire.encode(reading) for reading in readings(asked)],
    }


def summarize(params: Json, inputs: Iterator[Json]) -> Reply:
    """Makes the summary and the overviews of chapters anew. `params`: "title", "language"; `inputs`: all sections.

    Returns {"summary", "overviews": one of each section, None where it opens no chapter}.
    """
    yield from ()
    lexicon = lexicon_for(params["language"])
    sections = with_overviews([wire.decode(Section, section) for section in inputs], lexicon)
    summary = summarize_sections(sections, params["title"], lexicon)
    return {"summary": summary, "overviews": [section.overview for section in sections]}


def compose(params: Json, inputs: Iterator[Json]) -> Reply:
    """Makes summary, quiz and cards. `params`: those of `propose`; "asked" of its result, if it was called for these
    sections; and "totals", the log-likelihood of each of its readings, if a model has read; `inputs`: the finished
    sections.

    Returns {"note": Note}.
    """
    yield from ()
    asked = params.get("asked")
    known = None if asked is None else [wire.decode(Asked, each) for each in asked]
    note, _ = compose_note(_material(params, inputs), known, params.get("totals"))
    return {"note": wire.encode(note)}


def _material(params: Json, inputs: Iterable[Json]) -> Material:
    return Material(
        title=params["title"],
        sections=tuple(wire.decode(Section, section) for section in inputs),
        asides=tuple(tuple(wire.decode(Point, point) for point in group) for group in params["asides"]),
        language=params["language"],
        options=wire.decode(NoteOptions, params["options"]),
    )


def audit(params: Json, inputs: Iterator[Json]) -> Reply:
    """Checks a note again. `params`: "note", and "language", found where it is empty; `inputs`: stored pages.

    Returns a list of {"kind", "text", "pages", "doubt", "isOwn"}, in the note's order; "doubt" is missing where all is
    well, and "isOwn" says that the words are the student's.
    """
    yield from ()
    pages = _pages(inputs)
    language = params["language"] or language_of("\n".join(page.text for page in pages)[:20_000])
    return [wire.encode(finding) for finding in audit_note(wire.decode(Note, params["note"]), pages, language)]


def check_claims(params: Json, inputs: Iterator[Json]) -> Reply:
    """Checks claims against a text. `params`: "source", the text, and "language", found from it where it is missing.

    `inputs`: {"id", "text"}. Returns [{"id", "supported", "score" (0..1), "quote"}] in the same order.
    """
    yield from ()
    text = params["source"]
    language = params.get("language") or language_of(text[:20_000])
    checker = ClaimChecker(source_sentences(text, language), language)
    results = []
    for claim in inputs:
        verdict, quote = checker.check(str(claim["text"]))
        score = round(verdict.score, 4)
        results.append({"id": claim["id"], "supported": verdict.supported, "score": score, "quote": quote})
    return results


def plan_answer(params: Json, inputs: Iterator[Json]) -> Reply:
    """Finds what a document says to a question. `params`: "question", "language"; `inputs`: stored pages.

    Returns {"found", "messages", "passages": [{"text", "citations", "score"}]}.
    """
    yield from ()
    found = answer.plan_answer(params["question"], _pages(inputs), params["language"])
    encoded = wire.encode(found)
    return {"found": bool(found.passages), "messages": encoded["messages"], "passages": encoded["passages"]}


def finish_answer(params: Json, inputs: Iterator[Json]) -> Reply:
    """Checks the model's answer. `params`: "question", "language", "passages" of `plan_answer`, "text".

    Returns {"section": Section}, without points where there are no passages.
    """
    del inputs
    yield from ()
    passages = [wire.decode(answer.Passage, passage) for passage in params["passages"]]
    section = answer.finish_answer(params["question"], passages, params["text"], params["language"])
    return {"section": wire.encode(section)}


def _pages(inputs: Iterable[Json]) -> list[Page]:
    return [
        Page(
            number=page["number"],
            blocks=tuple(wire.decode(Block, block) for block in json.loads(page["blocks"])),
            label=page.get("label"),
            problem=ErrorCode(page["problem"]) if page.get("problem") else None,
        )
        for page in inputs
    ]
