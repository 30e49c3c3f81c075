"""Routes for everybody: is the server well, what it counts, and a word to a visitor where no client was built."""

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from rumpus import __version__
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.metrics import Metrics
from rumpus.web.who import everybody

_GREETING = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rumpus</title>
<style>
  body { font: 1.25rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem;
         background: #fbf4e6; color: #2a2233 }
  h1 { font-size: 3rem; margin: 0 }
  p + p { border-top: 2px solid #e6d8bd; padding-top: 1rem }
  @media (prefers-color-scheme: dark) { body { background: #211b29; color: #f6ecd9 } p + p { border-color: #453a54 } }
</style>
<h1>Rumpus</h1>
<p>The game server is running, but its pages are not built. In the checkout run: <code>make serve</code><br>
Until then players join with any client that speaks its protocol.</p>
<p lang="de">Der Spieleserver läuft, aber seine Seiten sind nicht gebaut. Im Quellverzeichnis geht das mit:
<code>make serve</code><br>
Bis dahin geht Mitspielen mit jedem Programm, das sein Protokoll spricht.</p>
</html>
"""


class Health(msgspec.Struct, frozen=True):
    """A server that is well."""

    status: str
    version: str
    games: int
    """Games that are running."""


_SIGN_IN = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rumpus</title>
<p>A link to sign in works once, for 15 minutes. Make another on the server's console: rumpus users link</p>
<p lang="de">Ein Link zum Anmelden geht einmal, 15 Minuten lang. Einen neuen gibt auf dem Server: rumpus users link</p>
</html>
"""


@get("/host/sign-in", include_in_schema=False, media_type="text/html", sync_to_thread=False)
def about_links() -> str:
    """Tell somebody whose link does not work how to get another."""
    return _SIGN_IN


@get(["/", "/play", "/host"], include_in_schema=False, media_type="text/html", sync_to_thread=False)
def greeting() -> str:
    """Tell a visitor that the server runs."""
    return _GREETING


@get("/health", tags=["server"], summary="Is the server well?", guards=[everybody], sync_to_thread=False)
def health(quizzes: NamedDependency[Quizzes]) -> Health:
    """Answer as long as the server's loop runs."""
    return Health("ok", __version__, quizzes.running)


@get("/metrics", include_in_schema=False, sync_to_thread=False)
def metrics(figures: NamedDependency[Metrics]) -> Response[bytes]:
    """All figures, for Prometheus."""
    return Response(figures.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
