"""The model's part in a note: it rewrites the long points, section by section, within the student's time."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from typing import Final

from app import wire
from app.events import JobMetadata, JobStage
from app.notes import Section
from app.store import notes
from workers import rates
from workers.llm.protocol import Completion, GenerationRequest, LanguageModel, Request, Score
from workers.pipelines.budget import QUIZ_S, deadline_of
from workers.pipelines.context import JobContext
from workers.pipelines.draft import Draft, put, tell
from workers.pipelines.outlook import Outlook
from workers.pipelines.quizzing import foresee, weighed
from workers.workshop import Workshop
from workers.writing.plan import SectionPlan
from workers.writing.prompts import rewrite_requests
from workers.writing.version import WRITING_VERSION
from workers.writing.ways import Way

WRITE_BEGIN, WRITE_END, READ_END = 42, 85, 90
"""Of the job, in percent."""
MAX_REQUESTS: Final = 96
"""Without a budget: a book's notes must not take an hour."""
REQUEST_BYTES: Final = 60
"""What asking costs beside the sentence itself, in bytes of it."""
EXPECTED_LENGTH: Final = 0.8
"""Of a text that the model writes, as a share of what it reads; only the forecast depends on it."""
TELL_INTERVAL_S: Final = 0.5
"""How often the forecast is told while texts grow and none is whole."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that the model is to write, for a point of a section. `rank` is 0 for the first of several for a point."""

    section: int
    point: int
    rank: int
    request: GenerationRequest
    key: str
    known: str | None = None
    """The text, where it was written before: for another try, or for notes of another length."""

    @property
    def size(self) -> int:
        """What writing it costs, in bytes."""
        return REQUEST_BYTES + len(self.request.messages[-1].content.encode())


def improve(context: JobContext, workshop: Workshop, draft: Draft, model: LanguageModel) -> None:
    """Has the model rewrite the points of all sections in one batch; a section is checked and stored when whole.

    What the budget does not allow is not asked: of all points the longest gain most. Past the student's minutes the
    model is stopped, and what it has not written stays as it is.
    """
    found: list[Wanted] = []
    done_bytes = 0
    ways = workshop.ways(context.options.model)
    for index, section in enumerate(draft.plan.sections):
        draft.keys[index] = section_key(section, model, ways)
        stored = notes.find_checkpoint(draft.keys[index], since=context.job.fresh_since)
        wanted = [
            Wanted(index, point, ways.index(way), request, text_key(request, model))
            for point, way, request in rewrite_requests(draft.plan, section, ways)
        ]
        if stored:
            _take(context, draft, index, json.loads(stored))
            done_bytes += sum(each.size for each in wanted)
        else:
            found += wanted
    texts = notes.find_checkpoints([each.key for each in found], since=context.job.fresh_since)
    found = [replace(each, known=texts.get(each.key)) for each in found]
    deadline = deadline_of(context, reserved_s=QUIZ_S)
    unit = rates.in_language(rates.WRITTEN_BYTE, draft.plan.language)
    asked = within(found, deadline, workshop.rates.expected_s(unit))
    draft.unasked = len(found) - len(asked)
    if asked:
        left_out = {each.section for each in found} - _whole(found, asked)
        _Writing(context, workshop, draft, asked, left_out, done_bytes).run(model)


def within(found: Sequence[Wanted], deadline: float | None, byte_s: float) -> list[Wanted]:
    """The longest that can be written until then, in the document's order; without a deadline so many of them. What is
    another text for a point comes after all first ones.

    Texts that are known cost nothing; without a deadline they count nevertheless, so that a second try of a job gives
    the notes that the first would have given.
    """
    longest = sorted(range(len(found)), key=lambda number: (found[number].rank, -found[number].size))
    if deadline is None:
        return [found[number] for number in sorted(longest[:MAX_REQUESTS])]
    left = (deadline - time.monotonic()) / byte_s
    taken = [number for number in longest if found[number].known is not None]
    for number in longest:
        if found[number].known is not None:
            continue
        left -= found[number].size
        if left < 0:
            break
        taken.append(number)
    return [found[number] for number in sorted(taken)]


def _whole(found: Sequence[Wanted], asked: Sequence[Wanted]) -> set[int]:
    """The sections of which every text is asked: only they are what a larger budget would make of them too."""
    wanted, got = Counter(each.section for each in found), Counter(each.section for each in asked)
    return {section for section, count in got.items() if count == wanted[section]}


class _Writing:
    """One batch of texts on their way into the note, and behind them what the quiz wants to have read. Belongs to the
    job's thread."""

    def __init__(
        self,
        context: JobContext,
        workshop: Workshop,
        draft: Draft,
        asked: list[Wanted],
        left_out: set[int],
        done_bytes: int,
    ) -> None:
        """`left_out`: sections of which not every text is asked; `done_bytes`: what was finished before, for
        the percentage, which must not fall behind that of an earlier try."""
        self._context = context
        self._workshop = workshop
        self._draft = draft
        self._known = [each for each in asked if each.known is not None]
        self._asked = asked = [each for each in asked if each.known is None]
        self._left_out = left_out
        self._done_bytes = done_bytes + sum(each.size for each in self._known)
        self._open_bytes = sum(each.size for each in asked)
        self._texts: list[list[dict[int, str]]] = [[{} for _ in section.points] for section in draft.plan.sections]
        """Of each section, of each of its points, by rank."""
        self._waiting = Counter(each.section for each in (*self._known, *asked))
        self._readings = foresee(context, workshop, draft) if asked else []
        sizes = [each.size for each in asked]
        self._outlook = Outlook(
            workshop.rates,
            sizes,
            readings=len(self._readings),
            points=draft.points,
            language=draft.plan.language,
        )
        self._told_at = time.monotonic()

    def run(self, model: LanguageModel) -> None:
        """Until all is written, or there is no time left."""
        self._report()
        for each in self._known:
            self._put(each, each.known or "")
        if not self._asked:
            return
        requests: list[Request] = [*(each.request for each in self._asked), *self._readings]
        finished = model.work(requests, cancel=self._context.cancel, on_text=self._tell)
        done = 0
        with closing(finished) if isinstance(finished, Generator) else nullcontext():
            for number, result in finished:
                if isinstance(result, Completion):
                    done += 1
                    self._count(result)
                    self._finished(number, result.text)
                else:
                    self._weighed(number, result)
                if self._is_late():
                    break
        self._draft.unasked += len(self._asked) - done
        for section in [section for section, count in self._waiting.items() if count and any(self._texts[section])]:
            self._check(section, keep=False)
        self._outlook.learn()

    def _is_late(self) -> bool:
        deadline = deadline_of(self._context, reserved_s=0 if self._outlook.is_written else QUIZ_S)
        return deadline is not None and time.monotonic() > deadline

    def _count(self, completion: Completion) -> None:
        self._draft.prompt_tokens += completion.prompt_tokens
        self._draft.generated_tokens += completion.generated_tokens
        self._workshop.metrics.wrote(read_tokens=completion.prompt_tokens, written_tokens=completion.generated_tokens)

    def _tell(self, number: int, text: str) -> None:
        self._context.alive()
        wanted = self._asked[number]
        if not wanted.rank:
            tell(self._context, self._draft, wanted.section, point=wanted.point, text=text)
        expected = EXPECTED_LENGTH * (wanted.size - REQUEST_BYTES)
        self._outlook.written(number, len(text.encode()) / expected)
        self._report_now_and_then()

    def _finished(self, number: int, text: str) -> None:
        wanted = self._asked[number]
        notes.save_checkpoint(wanted.key, text, document_id=self._draft.document_id)
        self._outlook.finished(number)
        self._put(wanted, text)
        self._report()

    def _weighed(self, number: int, score: Score) -> None:
        self._context.alive()
        self._outlook.finished(number)
        weighed(self._workshop, self._draft, self._readings[number - len(self._asked)], score)
        self._report_now_and_then()

    def _put(self, wanted: Wanted, text: str) -> None:
        self._texts[wanted.section][wanted.point][wanted.rank] = text
        self._waiting[wanted.section] -= 1
        if not self._waiting[wanted.section]:
            self._check(wanted.section, keep=wanted.section not in self._left_out)

    def _check(self, section: int, *, keep: bool) -> None:
        """Has the section's texts checked and puts it into the note; `keep`, if all is asked, as a checkpoint too."""
        params = {
            "section": wire.encode(self._draft.plan.sections[section]),
            "texts": [[text for _, text in sorted(texts.items())] for texts in self._texts[section]],
            "language": self._draft.plan.language,
        }
        context = self._context
        result = self._workshop.call("finish_section", params, (), name=context.name, cancel=context.cancel)
        if keep:
            body = json.dumps(result, ensure_ascii=False)
            notes.save_checkpoint(self._draft.keys[section], body, document_id=self._draft.document_id)
        _take(context, self._draft, section, result)

    def _report_now_and_then(self) -> None:
        if time.monotonic() - self._told_at > TELL_INTERVAL_S:
            self._report()

    def _report(self) -> None:
        self._told_at = time.monotonic()
        outlook = self._outlook
        metadata = JobMetadata(estimated_time_remaining_ms=outlook.remaining_ms())
        if self._asked and outlook.is_written:
            percent = WRITE_END + (READ_END - WRITE_END) * outlook.share_read
            self._context.report(JobStage.GENERATING_QUIZ, percent, metadata)
            return
        done = self._done_bytes + outlook.share_written * self._open_bytes
        percent = WRITE_BEGIN + (WRITE_END - WRITE_BEGIN) * done / (self._done_bytes + self._open_bytes)
        self._context.report(JobStage.GENERATING_NOTES, percent, metadata)


def text_key(request: GenerationRequest, model: LanguageModel) -> str:
    """The hash of all that decides what the model writes for one request."""
    return _hash([wire.encode(request), model.fingerprint])


def section_key(section: SectionPlan, model: LanguageModel, ways: Sequence[Way]) -> str:
    """The hash of all that decides what is written for a section."""
    return _hash([wire.encode(section), model.fingerprint, [way.value for way in ways], WRITING_VERSION])


def _take(context: JobContext, draft: Draft, index: int, result: wire.Json) -> None:
    """Puts what the checker left of a section into the note."""
    draft.by_model += result["rewritten"]
    draft.dropped.update(result["dropped"])
    put(context, draft, index, wire.decode(Section, result["section"]))


def _hash(value: wire.Json) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
