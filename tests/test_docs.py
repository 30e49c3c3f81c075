"""What docs/ says about events and states is what the code does."""

from pathlib import Path

import pytest
from tools.docs import pages


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.name)
def test_generated_pages_are_up_to_date(page: Path) -> None:
    assert page.read_text(encoding="utf-8") == pages()[page], "run `make docs` and commit the result"
