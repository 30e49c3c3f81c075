"""What docs/ says about events, routes and states is what the code does."""

from pathlib import Path

import pytest
from tools.docs import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_generated_pages_are_up_to_date(page: Path) -> None:
    # Compared first: pytest would take minutes to show where texts of this size differ.
    is_up_to_date = page.read_text(encoding="utf-8") == PAGES[page]()
    assert is_up_to_date, f"{page.name} is out of date: run `make docs` and commit the result"
