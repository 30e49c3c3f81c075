"""Imports and exports: quizzes and results as files, as pure functions on bytes. See docs/import.md.

`worker.Worker` runs them outside of the event loop.
"""

from rumpus.quiz.formats.deployed import deployed_quiz
from rumpus.quiz.formats.detect import ImportFormat, detect
from rumpus.quiz.formats.exporting import EXPORT_FORMATS, WITH_PICTURES, Exported, ExportFormat, export_quiz
from rumpus.quiz.formats.importing import Imported, import_document, import_quiz
from rumpus.quiz.formats.pictures import PictureFile, only_pictures, picture_ids, with_pictures
from rumpus.quiz.formats.report import ImportFailed, Note, Place
from rumpus.quiz.formats.results import (
    KeptResults,
    PackedResults,
    ResultAnswer,
    ResultPlayer,
    ResultsHead,
    ResultsSource,
    pack,
    pack_answers,
    pack_head,
)
from rumpus.quiz.formats.results_out import RESULTS_FORMATS, ResultsFormat, write_packed_results, write_results
from rumpus.quiz.formats.worker import Worker

__all__ = [
    "EXPORT_FORMATS",
    "RESULTS_FORMATS",
    "WITH_PICTURES",
    "ExportFormat",
    "Exported",
    "ImportFailed",
    "ImportFormat",
    "Imported",
    "KeptResults",
    "Note",
    "PackedResults",
    "PictureFile",
    "Place",
    "ResultAnswer",
    "ResultPlayer",
    "ResultsFormat",
    "ResultsHead",
    "ResultsSource",
    "Worker",
    "deployed_quiz",
    "detect",
    "export_quiz",
    "import_document",
    "import_quiz",
    "only_pictures",
    "pack",
    "pack_answers",
    "pack_head",
    "picture_ids",
    "with_pictures",
    "write_packed_results",
    "write_results",
]
