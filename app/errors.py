"""What can go wrong, as codes; and for each code the one sentence and the hint that a student reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final


class ErrorCode(Enum):
    """Names a kind of failure on the wire, in the log and in the database."""

    FILE_MISSING = "FILE_MISSING"
    FILE_EMPTY = "FILE_EMPTY"
    FILE_IS_FOLDER = "FILE_IS_FOLDER"
    FILE_UNREADABLE = "FILE_UNREADABLE"
    FILE_TOO_LARGE = "FILE_TOO_LARGE"
    NOT_A_PDF = "NOT_A_PDF"
    NOT_A_TEXT = "NOT_A_TEXT"
    PDF_DAMAGED = "PDF_DAMAGED"
    PDF_TOO_COMPLEX = "PDF_TOO_COMPLEX"
    PDF_PASSWORD_NEEDED = "PDF_PASSWORD_NEEDED"
    PDF_PASSWORD_WRONG = "PDF_PASSWORD_WRONG"
    PDF_ENCRYPTION_UNSUPPORTED = "PDF_ENCRYPTION_UNSUPPORTED"
    NO_READABLE_TEXT = "NO_READABLE_TEXT"
    OCR_MISSING = "OCR_MISSING"
    TOO_LITTLE_TEXT = "TOO_LITTLE_TEXT"
    LINK_UNSUPPORTED = "LINK_UNSUPPORTED"
    DOWNLOAD_FAILED = "DOWNLOAD_FAILED"
    MODEL_MISSING = "MODEL_MISSING"
    MODEL_INVALID = "MODEL_INVALID"
    MODEL_TOO_LARGE = "MODEL_TOO_LARGE"
    MODEL_ADDRESS_MISSING = "MODEL_ADDRESS_MISSING"
    MODEL_DAMAGED = "MODEL_DAMAGED"
    MODEL_FIXED = "MODEL_FIXED"
    ENGINE_FAILED = "ENGINE_FAILED"
    EXTRACTION_FAILED = "EXTRACTION_FAILED"
    TIMED_OUT = "TIMED_OUT"
    STALLED = "STALLED"
    DISK_FULL = "DISK_FULL"
    DATA_FOLDER_NOT_WRITABLE = "DATA_FOLDER_NOT_WRITABLE"
    DATABASE_BUSY = "DATABASE_BUSY"
    DATABASE_DAMAGED = "DATABASE_DAMAGED"
    DATABASE_TOO_NEW = "DATABASE_TOO_NEW"
    JOB_NOT_FOUND = "JOB_NOT_FOUND"
    JOB_NOT_CANCELLABLE = "JOB_NOT_CANCELLABLE"
    JOB_NOT_RETRYABLE = "JOB_NOT_RETRYABLE"
    JOB_NOT_WAITING = "JOB_NOT_WAITING"
    NOTE_NOT_FOUND = "NOTE_NOT_FOUND"
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
    INPUT_INVALID = "INPUT_INVALID"
    PORT_TAKEN = "PORT_TAKEN"
    NO_DISPLAY = "NO_DISPLAY"
    INTERNAL = "INTERNAL"


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What a student reads. `{name}` and other fields are filled from the error's details.

    `recoverable` says whether the same job may succeed when it is simply tried again.
    """

    sentence: str
    hint: str
    recoverable: bool = False


ERROR_TEXTS: Final[Mapping[ErrorCode, ErrorText]] = MappingProxyType(
    {
        ErrorCode.FILE_MISSING: ErrorText("“{name}” is not there any more.", "Put it back or drop it again."),
        ErrorCode.FILE_EMPTY: ErrorText(
            "“{name}” is empty.", "Download it again; the first attempt may have been cut off."
        ),
        ErrorCode.FILE_IS_FOLDER: ErrorText("“{name}” is a folder.", "Choose the PDFs inside it."),
        ErrorCode.FILE_UNREADABLE: ErrorText(
            "“{name}” cannot be read.", "Check its permissions, or copy it elsewhere first."
        ),
        ErrorCode.FILE_TOO_LARGE: ErrorText(
            "“{name}” is larger than {limit_mb} MB.", "Split it into chapters and add the ones you need."
        ),
        ErrorCode.NOT_A_PDF: ErrorText(
            "“{name}” is not a PDF, whatever its name says.", "Open it where it came from and save it as PDF."
        ),
        ErrorCode.NOT_A_TEXT: ErrorText("“{name}” is not a plain text file.", "Save it as text in UTF-8."),
        ErrorCode.PDF_DAMAGED: ErrorText(
            "“{name}” is damaged and cannot be opened.", "Download it again, or print it to a new PDF."
        ),
        ErrorCode.PDF_TOO_COMPLEX: ErrorText(
            "“{name}” is built in a way that takes too much time or memory.", "Print it to a new PDF and use that one."
        ),
        ErrorCode.PDF_PASSWORD_NEEDED: ErrorText("“{name}” needs a password.", "Enter the password to open it."),
        ErrorCode.PDF_PASSWORD_WRONG: ErrorText(
            "This password does not open “{name}”.", "Check it and enter it again."
        ),
        ErrorCode.PDF_ENCRYPTION_UNSUPPORTED: ErrorText(
            "“{name}” is encrypted in a way that Studyleaf cannot open.", "Save a copy without encryption."
        ),
        ErrorCode.NO_READABLE_TEXT: ErrorText(
            "“{name}” holds no readable text.",
            "If it is a scan, scan it again, straight and sharp; print is read best.",
        ),
        ErrorCode.OCR_MISSING: ErrorText(
            "“{name}” is a scan, and the reader for scans is not installed.",
            "Run “make setup” in Studyleaf’s folder, or pip install 'studyleaf[ocr]'; then start it again and retry.",
            True,
        ),
        ErrorCode.TOO_LITTLE_TEXT: ErrorText(
            "“{name}” holds too little running text to write notes from.", "Add a document with full sentences."
        ),
        ErrorCode.LINK_UNSUPPORTED: ErrorText(
            "Only links that start with http or https can be fetched.", "Download the file yourself and drop it."
        ),
        ErrorCode.DOWNLOAD_FAILED: ErrorText(
            "The link could not be fetched.", "Check the connection, or download the file yourself and drop it.", True
        ),
        ErrorCode.MODEL_MISSING: ErrorText(
            "The model “{name}” is not installed.", "See what is: studyleaf models list."
        ),
        ErrorCode.MODEL_INVALID: ErrorText(
            "“{name}” is not a model that Studyleaf can load.",
            "Choose a complete GGUF file of a text model; very new kinds of model are not known yet.",
        ),
        ErrorCode.MODEL_TOO_LARGE: ErrorText(
            "“{name}” needs {needed_mb} MB of memory; {free_mb} MB are free.",
            "Choose {smaller} or close programs.",
        ),
        ErrorCode.MODEL_ADDRESS_MISSING: ErrorText(
            "There is no address to download “{name}” from.",
            "Set models_address in {path}, or add a file that you have.",
        ),
        ErrorCode.MODEL_DAMAGED: ErrorText(
            "What was downloaded is not “{name}”: its checksum is another.",
            "Try again; if it stays so, do not trust the address.",
        ),
        ErrorCode.MODEL_FIXED: ErrorText(
            "“{name}” is not in the models folder, so there is nothing to remove.",
            "See what is where: studyleaf models list --json.",
        ),
        ErrorCode.ENGINE_FAILED: ErrorText(
            "The language model stopped unexpectedly.", "Try again; it starts afresh.", True
        ),
        ErrorCode.EXTRACTION_FAILED: ErrorText(
            "Reading “{name}” stopped unexpectedly.", "Print it to a new PDF and use that one.", True
        ),
        ErrorCode.TIMED_OUT: ErrorText("Nothing happened for {seconds} seconds.", "Try again.", True),
        ErrorCode.STALLED: ErrorText(
            "Studyleaf stopped {times} times {place}.", "Try again; if it stops there again, send us the log.", True
        ),
        ErrorCode.DISK_FULL: ErrorText("The disk is full.", "Free some space and try again.", True),
        ErrorCode.DATA_FOLDER_NOT_WRITABLE: ErrorText(
            "The data folder {path} cannot be written to.", "Check its permissions, or choose another with --data-dir."
        ),
        ErrorCode.DATABASE_BUSY: ErrorText(
            "The library is in use by another program.", "Close it and try again.", True
        ),
        ErrorCode.DATABASE_DAMAGED: ErrorText("The library file is damaged.", "Restore a backup of {path}."),
        ErrorCode.DATABASE_TOO_NEW: ErrorText(
            "This library was written by a newer Studyleaf.", "Install the newer version to open it."
        ),
        ErrorCode.JOB_NOT_FOUND: ErrorText("There is no job {job_id}.", "See what there is: studyleaf jobs list."),
        ErrorCode.JOB_NOT_CANCELLABLE: ErrorText("This job has already ended.", "There is nothing left to cancel."),
        ErrorCode.JOB_NOT_RETRYABLE: ErrorText(
            "This job is not one that can be retried.", "Only failed and cancelled ones can."
        ),
        ErrorCode.JOB_NOT_WAITING: ErrorText("This job is not waiting any more.", "Only waiting jobs have an order."),
        ErrorCode.NOTE_NOT_FOUND: ErrorText("There is no such note.", "It may have been deleted."),
        ErrorCode.DOCUMENT_NOT_FOUND: ErrorText("There is no such document.", "It may have been deleted."),
        ErrorCode.INPUT_INVALID: ErrorText("“{name}” is not in the expected form: {reason}.", "See studyleaf --help."),
        ErrorCode.PORT_TAKEN: ErrorText(
            "Port {port} is in use, or may not be used.", "Choose another with --port; 0 takes any that is free."
        ),
        ErrorCode.NO_DISPLAY: ErrorText(
            "There is no screen to open a window on.", "Use the command line: studyleaf notes FILE."
        ),
        ErrorCode.INTERNAL: ErrorText(
            "Something went wrong inside Studyleaf.", "Try again; if it comes back, send us the log.", True
        ),
    }
)


class StudyleafError(Exception):
    """A failure with a code; `str()` of it is the sentence for the user. Details fill the sentence's fields."""

    def __init__(self, code: ErrorCode, **details: object) -> None:
        text = ERROR_TEXTS[code]
        self.code = code
        self.details = details
        self.sentence = text.sentence.format_map(_Details(details))
        self.hint = text.hint.format_map(_Details(details))
        self.recoverable = text.recoverable
        super().__init__(self.sentence)


class JobCancelled(Exception):
    """The student stopped the job; raised inside its work to unwind it."""


class LeaseLost(Exception):
    """Another attempt of the job has taken over; whatever this one still writes is ignored."""


class ShuttingDown(Exception):
    """The program is closing; the job goes back to the queue and continues at the next start."""


class _Details(dict[str, object]):
    """Fills a sentence; a field that the caller did not know reads as an ellipsis instead of failing a second time."""

    def __missing__(self, key: str) -> str:
        return "…"
