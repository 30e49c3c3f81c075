"""What a server answers, as a test wants to have it: `await json(browser.get("/api/v2/quizzes"))`."""

from typing import Any


async def json(response_of: Any, status: int = 200) -> Any:
    """The body of an answer that has this status."""
    async with response_of as response:
        assert response.status == status, await response.text()
        return await response.json(content_type=None)


async def answer(response_of: Any) -> tuple[int, Any]:
    """Status and body of whatever is answered."""
    async with response_of as response:
        return response.status, await response.json(content_type=None)


async def nothing(response_of: Any, status: int = 204) -> None:
    """The answer has this status and says nothing."""
    async with response_of as response:
        assert response.status == status, await response.text()
        assert await response.read() == b""
