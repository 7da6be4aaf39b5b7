"""The tables of the library. Times are seconds since 1970, UTC; ids are random hex unless said otherwise."""

from __future__ import annotations

import time
import uuid
from typing import Final

from peewee import (
    BooleanField,
    CharField,
    CompositeKey,
    DatabaseProxy,
    FloatField,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)

database: Final = DatabaseProxy()
"""Bound by `app.store.connection.open_library`; SQLite here, PostgreSQL on a server."""


def new_id() -> str:
    """A fresh random id."""
    return uuid.uuid4().hex


class _Table(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Library(_Table):
    """One row. `epoch` names this library for as long as its event log goes on; `seq` is the last event's number."""

    epoch = CharField(default=new_id)
    seq = IntegerField(default=0)
    paused = BooleanField(default=False)
    """No waiting job is begun."""
    first_kept = IntegerField(default=1)
    """The number of the oldest event that the log still holds, or would hold."""
    boot = CharField(default="")
    """The start of the computer since which this epoch lasts; see `app.store.boot`."""


class Document(_Table):
    """A file by its content: the same bytes are the same document, whatever the file is called."""

    id = CharField(primary_key=True, default=new_id)
    sha256 = CharField(unique=True)
    kind = CharField()  # pdf, text
    file_name = TextField()
    size_bytes = IntegerField()
    title = TextField(default="")
    language = CharField(default="")
    page_count = IntegerField(default=0)
    outline = TextField(default="[]")
    extraction_version = IntegerField(default=0)  # 0: its pages are not all there yet
    added_at = FloatField(default=time.time)
    deleted_at = FloatField(null=True)  # it lies in the bin since then

    class Meta:
        indexes = ((("deleted_at", "added_at"), False),)


class LeftoverFile(_Table):
    """The library's copy of a document that was removed for good: it is to go, too, unless the document comes again."""

    sha256 = CharField(primary_key=True)
    kind = CharField()  # as the document's, which its name ends on


class PageRecord(_Table):
    """A page as extraction left it; `blocks` is JSON, opened only in a child."""

    document = ForeignKeyField(Document, backref="pages", on_delete="CASCADE")
    number = IntegerField()
    label = CharField(null=True)
    text = TextField(default="")
    blocks = TextField(default="[]")
    problem = CharField(null=True)
    confidence = FloatField(null=True)  # of a page that was read from a scan

    class Meta:
        table_name = "page"
        indexes = ((("document", "number"), True),)


class ScanRecord(_Table):
    """What a page's picture gave, as long as its document is not read to the end; `text` is opened only in a child."""

    document = ForeignKeyField(Document, backref="scans", on_delete="CASCADE")
    number = IntegerField()
    version = IntegerField()
    """Of the extraction, as in `Document`."""
    text = TextField()

    class Meta:
        table_name = "scan"
        indexes = ((("document", "number"), True),)


class NoteRecord(_Table):
    """A note. What belongs to one section lies in `NoteSection`; `body` holds the rest (summary, quiz, cards)."""

    id = CharField(primary_key=True, default=new_id)
    document = ForeignKeyField(Document, backref="notes", null=True, on_delete="CASCADE")
    user_id = CharField()
    kind = CharField(default="notes")  # notes, answer
    title = TextField()
    body = TextField(default="{}")
    complete = BooleanField(default=False)
    model = CharField(default="")
    timings = TextField(default="{}")
    cache_key = CharField(null=True, index=True)
    created_at = FloatField(default=time.time)
    updated_at = FloatField(default=time.time)
    deleted_at = FloatField(null=True)  # that of its document, where it went into the bin with it
    deleted_along = BooleanField(default=False)  # whether it did, and its document is still there

    class Meta:
        table_name = "note"
        indexes = (
            (("user_id", "kind", "deleted_at", "created_at"), False),
            (("user_id", "deleted_along", "deleted_at"), False),
            (("deleted_at",), False),
        )


class NoteSection(_Table):
    """One section of a note, as JSON."""

    note = ForeignKeyField(NoteRecord, backref="sections", on_delete="CASCADE")
    position = IntegerField()
    body = TextField()

    class Meta:
        indexes = ((("note", "position"), True),)


class NoteEdit(_Table):
    """The student's words for a statement, which its kind and first citation name; the newest row holds."""

    document = ForeignKeyField(Document, backref="edits", on_delete="CASCADE")
    user_id = CharField()
    kind = CharField()  # p, t
    page = IntegerField()
    quote = TextField()
    text = TextField(null=True)  # null: as it was written; empty: left out
    created_at = FloatField(default=time.time)


class SectionVersion(_Table):
    """A section as it was before it was written anew, as JSON."""

    note = ForeignKeyField(NoteRecord, backref="section_versions", on_delete="CASCADE")
    position = IntegerField()
    body = TextField()
    said = TextField(default="{}")
    """The `Said` of its note then, as JSON."""
    created_at = FloatField(default=time.time)

    class Meta:
        indexes = ((("note", "position"), False),)


class DocumentTag(_Table):
    """A word by which the student finds documents again."""

    document = ForeignKeyField(Document, backref="tags", on_delete="CASCADE")
    tag = CharField(index=True)

    class Meta:
        primary_key = CompositeKey("document", "tag")


class StudyCard(_Table):
    """A flashcard that is learnt; its id is a hash of document and front, so that new notes keep its schedule."""

    id = CharField(primary_key=True)
    document = ForeignKeyField(Document, backref="cards", on_delete="CASCADE")
    front = TextField()
    back = TextField()
    citations = TextField()  # JSON
    own = BooleanField(default=False)  # made by the student
    retired = BooleanField(default=False)  # its statement is not in the notes any more
    state = TextField(null=True)  # the scheduler's JSON; null until the first review
    due = FloatField(null=True, index=True)
    first_seen = FloatField(null=True)


class ReviewRecord(_Table):
    """One answer to a card; `before` is the state that it replaced."""

    card = ForeignKeyField(StudyCard, backref="reviews", on_delete="CASCADE")
    rating = IntegerField()
    before = TextField(null=True)
    at = FloatField(index=True)

    class Meta:
        table_name = "review"


class StudyPlan(_Table):
    """When the exam on a document is, as an ISO date."""

    document = ForeignKeyField(Document, primary_key=True, on_delete="CASCADE")
    exam_on = CharField()


class WrittenSection(_Table):
    """A checkpoint: a section as it was checked, or one text of the model, by the hash of all that could change it."""

    key = CharField(primary_key=True)
    body = TextField()
    document = ForeignKeyField(Document, null=True, on_delete="CASCADE")  # whose words it holds
    created_at = FloatField(default=time.time)


class Job(_Table):
    """A piece of work. Only `app.emitter` changes a row.

    `lease_*` and `attempt` fence its workers: a write that names an older attempt changes nothing.
    """

    id = CharField(primary_key=True, default=new_id)
    type = CharField()
    user_id = CharField()
    status = CharField()
    stage = CharField()
    progress = IntegerField(default=0)
    message = TextField(default="")
    details = TextField(default="{}")  # JobMetadata as JSON
    options = TextField(default="{}")  # frozen at submit
    document = ForeignKeyField(Document, backref="jobs", null=True, on_delete="SET NULL")
    note = ForeignKeyField(NoteRecord, backref="jobs", null=True, on_delete="SET NULL")
    result = TextField(null=True)
    error = TextField(null=True)
    attempt = IntegerField(default=0)
    stalls = IntegerField(default=0)  # one after the other, none of them further on than the one before
    stall_progress = IntegerField(default=-1)  # how far it had come at the last one, in percent
    failures = IntegerField(default=0)  # after which it was tried again by itself
    not_before = FloatField(null=True)  # when it is tried again
    lease_owner = CharField(null=True)
    lease_until = FloatField(null=True)
    cancel_requested = BooleanField(default=False)
    priority = IntegerField(default=1)  # as jobs.Priority: the lowest first, whatever the position
    position = FloatField(default=time.time)  # its place among jobs of its priority, the lowest first
    submit_key = CharField(null=True)  # whoever submits again with this key gets this job
    likeness = CharField(null=True, index=True)  # see app.likeness
    fresh_since = FloatField(null=True)  # what was made before is not used
    created_at = FloatField(default=time.time)
    started_at = FloatField(null=True)
    ended_at = FloatField(null=True)

    class Meta:
        indexes = (
            (("user_id", "status"), False),
            (("status", "priority", "position"), False),
            (("user_id", "created_at"), False),
            (("user_id", "submit_key"), True),
        )


class EventRecord(_Table):
    """The event log: every stored event from `Library.first_kept` on, numbered without gaps."""

    seq = IntegerField(primary_key=True)
    job = ForeignKeyField(Job, backref="events", null=True, on_delete="SET NULL")
    user_id = CharField()
    type = CharField()
    body = TextField()

    class Meta:
        table_name = "event"
        indexes = ((("job", "seq"), False),)


TABLES: Final = (
    Library,
    Document,
    LeftoverFile,
    PageRecord,
    NoteRecord,
    NoteSection,
    NoteEdit,
    SectionVersion,
    DocumentTag,
    StudyCard,
    ReviewRecord,
    StudyPlan,
    WrittenSection,
    Job,
    EventRecord,
)
