"""Results of a game for who has an export token."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from rumpus.quiz.quizzes import Quizzes
from rumpus.web.problems import Problem
from rumpus.web.who import everybody


@get("/quiz/export_data/{token:str}", tags=["results"], summary="Results of a game", guards=[everybody])
async def export(token: FromPath[str], quizzes: NamedDependency[Quizzes]) -> Response[bytes]:
    """The results as JSON, for two hours, as often as asked. The token comes from `get_export_token`."""
    results = await quizzes.export(token)
    if results is None:
        raise Problem(404, "export_not_found", "export token not found")
    headers = {"Content-Disposition": 'attachment; filename="rumpus-results.json"', "Cache-Control": "no-store"}
    return Response(results, media_type="application/json", headers=headers)
