"""The tools that all pipelines share: the shelf of files, the text children, the language models, the rates."""

from __future__ import annotations

import base64
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Final

from app.cancel import CancelToken
from app.errors import ErrorCode, ShuttingDown, StudyleafError
from app.library import FileShelf
from app.metrics import Metrics
from app.settings import DataFolder, Settings, cache_dir, load_settings
from app.store.documents import DocumentView
from app.wire import Json
from workers.children.pool import CallFailed, TextPool
from workers.extraction.client import Extractor
from workers.llm.effort import Speed
from workers.llm.engine import Engine
from workers.llm.model_files import ModelFile, list_models, resolve
from workers.llm.plan import Setup
from workers.llm.protocol import LanguageModel
from workers.llm.tuning import Tuner
from workers.ongoing import Ongoing
from workers.rates import Rates
from workers.self_tests import SelfTests
from workers.writing.ways import USUAL_WAYS, Way

PROMPTS: Final = "prompts"
"""Folder of the cache in which engines keep what they have read."""

DRAWING_S: Final = 10.0
"""A page that takes longer to draw is shown as text."""

logger = logging.getLogger(__name__)


class Workshop:
    """Children start when first needed. Safe to use from several threads; `close` ends them all."""

    def __init__(
        self,
        folder: DataFolder,
        settings: Settings,
        *,
        model: LanguageModel | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self.metrics = metrics or Metrics()
        self.folder = folder
        self.settings = settings
        self.shelf = FileShelf(folder, max_file_mb=settings.max_file_mb)
        self.rates = Rates(folder.root / "rates.json")
        self.ongoing = Ongoing()
        self._pool = TextPool(settings.text_children)
        # Apart from the pool: who looks at a page does not wait until a book is read.
        self._drawers = TextPool(1)
        self.extractor = Extractor(self._pool, max_file_mb=settings.max_file_mb)
        self.tuner = Tuner(cache_dir())
        self._self_tests = SelfTests(folder.models)
        self._fixed_model = model
        self._engines: dict[str, Engine] = {}
        self.looked_at = ""
        """The document that the student has before them."""
        self._is_held = False
        self._lock = threading.Lock()
        self._closed = False

    def language_model(self, name: str | None = None, *, owner: str = "") -> LanguageModel:
        """The model of this name or path, the settings' one, or the embedded one. It loads when it first writes.

        `owner` is the document that it writes about; see `look_at`.

        Raises:
            StudyleafError: MODEL_MISSING, MODEL_INVALID.
        """
        if self._fixed_model:
            return self._fixed_model
        model = self.model_file(name)
        wanted = self.tuner.best(model)
        with self._lock:
            if self._closed:
                raise ShuttingDown
            engine = self._engines.setdefault(str(wanted.path), self._make_engine(wanted, self.tuner.setup(model)))
            engine.prefer(self.looked_at)
            self._hold(engine)
            others = [other for other in self._engines.values() if other is not engine]
        # One model in memory at a time, but for those at work: a small laptop has no room for two.
        for other in others:
            other.unload()
        engine.use_speed(self._speed())
        return engine.for_owner(owner)

    def model_file(self, name: str | None = None) -> ModelFile:
        """The original of what `language_model` uses. Raises StudyleafError as that does."""
        return resolve(name or self.settings.model, self.folder.models)

    def ways(self, name: str | None = None) -> tuple[Way, ...]:
        """How the model of this name is asked in notes. Raises StudyleafError as `model_file` does."""
        return USUAL_WAYS if self._fixed_model else self._self_tests.ways(self.model_file(name))

    def look_at(self, document_id: str) -> None:
        """What the model writes about this document goes first from now on. At once, from any thread."""
        self.looked_at = document_id
        for engine in list(self._engines.values()):
            engine.prefer(document_id)

    def hold(self, *, is_held: bool) -> None:
        """Lets all models rest where they are, or go on. At once, from any thread."""
        if self._is_held is not is_held:
            self._is_held = is_held
            for engine in list(self._engines.values()):
                self._hold(engine)

    def _hold(self, engine: Engine) -> None:
        if self._is_held:
            engine.pause()
        else:
            engine.resume()

    def _make_engine(self, model: ModelFile, setup: Setup | None) -> Engine:
        return Engine(model, setup=setup, memory=cache_dir() / PROMPTS, others=lambda: list_models(self.folder.models))

    def _speed(self) -> Speed:
        """As the settings say now; as they said at the start where they cannot be read any more."""
        try:
            return Speed(load_settings(self.folder).speed)
        except StudyleafError as error:
            logger.warning("the settings cannot be read: %s", error)
            return Speed(self.settings.speed)

    def call(
        self,
        call: str,
        params: Json,
        inputs: Iterable[Json],
        *,
        name: str,
        cancel: CancelToken,
        on_yield: Callable[[Json], None] | None = None,
    ) -> Json:
        """Runs a call in a text child; a child that failed is replaced and the call repeated once.

        `inputs` are read again for the second try, so they must be a fresh iterable or a list that can be.
        """
        kept, silence_s = list(inputs), self.settings.silence_s
        try:
            return self._pool.call(call, params, kept, cancel=cancel, on_yield=on_yield, silence_s=silence_s)
        except CallFailed as failure:
            if on_yield is None and failure.code is ErrorCode.EXTRACTION_FAILED:
                try:
                    return self._pool.call(call, params, kept, cancel=cancel, silence_s=silence_s)
                except CallFailed as again:
                    failure = again
            raise StudyleafError(failure.code, name=name, seconds=int(silence_s)) from failure

    def draw_page(self, document: DocumentView, page: int, width: int, quote: str) -> bytes:
        """A page of a PDF as WebP, `width` pixels wide, with the words of `quote` marked where they are found.

        Raises:
            StudyleafError: DOCUMENT_NOT_FOUND: it is no PDF or has no such page. PDF_…: it cannot be drawn.
        """
        if document.kind != "pdf" or not 0 < page <= max(1, document.page_count):
            raise StudyleafError(ErrorCode.DOCUMENT_NOT_FOUND)
        params = {"path": str(self.shelf.path_of(document)), "page": page, "width": width, "quote": quote}
        try:
            drawn = self._drawers.call("draw_page", params, cancel=CancelToken(), silence_s=DRAWING_S)
        except CallFailed as failure:
            raise StudyleafError(failure.code, name=document.file_name, seconds=int(DRAWING_S)) from failure
        return base64.b64decode(drawn["webp"])

    def close(self) -> None:
        """Kills all children. Safe to call twice."""
        self.rates.save()
        self._pool.close()
        self._drawers.close()
        with self._lock:
            self._closed = True
            engines = list(self._engines.values())
        for engine in engines:
            engine.close()
