"""How much of a file is read. Whatever is larger is refused before it is unpacked or parsed.

Sizes are bytes. They bound time as well: what fits is read within a second or two on a small machine.
"""

from typing import Final

MIB: Final = 1024 * 1024

LARGEST_FILE: Final = 32 * MIB
"""Any file to import, as it was uploaded."""

LARGEST_TEXT: Final = 2 * MIB
"""A text file (CSV, JSON, GIFT, one XML file), and each such file in an archive."""

LARGEST_WORKBOOK: Final = 8 * MIB
LARGEST_WORKBOOK_UNPACKED: Final = 24 * MIB
"""A spreadsheet, and all its parts unpacked."""

MOST_CELLS: Final = 200_000
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 64
LONGEST_CELL: Final = 120_000
"""Cells of a workbook, rows and columns of a table, characters of a cell."""

LARGEST_QUIZ_JSON: Final = 4 * MIB
"""The unpacked quiz in a `.cqa` file."""

LARGEST_ARCHIVE_UNPACKED: Final = 64 * MIB
MOST_MEMBERS: Final = 1_000
"""A QTI package."""

LARGEST_PICTURE: Final = 10 * MIB
MOST_PICTURES: Final = 300

MOST_ELEMENTS: Final = 20_000
DEEPEST_ELEMENT: Final = 100
"""Elements of an XML file and how deep they are nested."""

MOST_QUESTIONS_READ: Final = 500
"""Questions of a file that are looked at. A quiz holds fewer; the rest is reported."""

MOST_NOTES: Final = 1_000
"""Lines of a report."""

SHORTENED: Final = 80
"""Characters of a text of the file that is quoted in a report."""
