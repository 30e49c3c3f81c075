"""The wheel has the built web client in it: taken as it is where it is new, built where it is not."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = "src/rumpus/web/static/200.html"
BUILD = """
const fs = require("node:fs"), out = process.env.RUMPUS_CLIENT_OUT;
fs.mkdirSync(out + "/_app", { recursive: true });
fs.writeFileSync(out + "/200.html", fs.readFileSync("page.html"));
fs.writeFileSync(out + "/_app/version.json", "{}");
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with our way of building, and a client that is built in no time."""
    root = tmp_path / "checkout"
    frontend = root / "frontend"
    frontend.mkdir(parents=True)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, root)
    (root / "src/rumpus").mkdir(parents=True)
    shutil.copy(ROOT / "src/rumpus/__init__.py", root / "src/rumpus")
    (root / ".gitignore").write_text("/src/rumpus/web/static/\n")
    package = {"name": "a-client", "version": "1.0.0", "private": True, "scripts": {"build": "node build.cjs"}}
    (frontend / "package.json").write_text(json.dumps(package))
    lock = {"name": "a-client", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": package}}
    (frontend / "package-lock.json").write_text(json.dumps(lock))
    (frontend / "build.cjs").write_text(BUILD)
    (frontend / "page.html").write_text("one")
    return root


def build(root: Path, out: Path, **environment: str) -> str:
    """Build a wheel; gives what was said."""
    # Where the machine has no Node.js that is new enough, this gets one.
    subprocess.run([ROOT / "tools/node", sys.prefix], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out],
        cwd=root,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is (out.exists() and bool(list(out.iterdir()))), done.stderr
    return done.stdout + done.stderr


def page_in(out: Path) -> str | None:
    """The page in the wheel, if there is one."""
    [wheel] = out.glob("*.whl")
    assert wheel.name.endswith("py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        name = PAGE.removeprefix("src/")
        return archive.read(name).decode() if name in archive.namelist() else None


def test_the_client_is_built_into_the_wheel_and_anew_when_its_sources_change(checkout: Path, tmp_path: Path) -> None:
    assert "The web client is built." in build(checkout, tmp_path / "first")
    assert page_in(tmp_path / "first") == "one"

    assert "Building" not in build(checkout, tmp_path / "second")
    assert page_in(tmp_path / "second") == "one"

    page, built = checkout / "frontend/page.html", (checkout / PAGE).stat().st_mtime
    page.write_text("two")
    os.utime(page, (built + 1, built + 1))
    build(checkout, tmp_path / "third")
    assert page_in(tmp_path / "third") == "two"


def test_it_can_be_left_out(checkout: Path, tmp_path: Path) -> None:
    assert "left out" in build(checkout, tmp_path / "out", RUMPUS_SKIP_CLIENT="1")
    assert page_in(tmp_path / "out") is None


def test_a_build_that_fails_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    (checkout / "frontend/build.cjs").write_text("process.exit(3)")

    assert "RUMPUS_SKIP_CLIENT=1 installs the server without it." in build(checkout, tmp_path / "out")


@pytest.mark.skipif(not (ROOT / PAGE).exists(), reason="the client is not built: make test does it")
def test_this_checkout_makes_a_wheel_with_its_pages(tmp_path: Path) -> None:
    build(ROOT, tmp_path / "out", RUMPUS_SKIP_CLIENT="1")

    assert page_in(tmp_path / "out") == (ROOT / PAGE).read_text()
