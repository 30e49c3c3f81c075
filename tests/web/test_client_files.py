"""The files of the built client, as they are read: for one base path, compressed where it helps, each with its hash."""

import gzip
from pathlib import Path

import pytest

from rumpus.web.client_files import ClientFiles, read_client
from tests.web.built_client import FILES, FONT, START, build


def read(folder: Path, base: str = "/rumpus") -> ClientFiles:
    client = read_client(folder, base)
    assert client is not None
    return client


@pytest.mark.parametrize("base", ["", "/rumpus", "/games/rumpus"])
def test_the_base_path_takes_the_place_of_the_placeholder_in_text(tmp_path: Path, base: str) -> None:
    client = read(build(tmp_path), base)

    for file in [client.shell, *(file for path, file in client.files.items() if path != FONT)]:
        assert b"__rumpus_base__" not in file.body
    assert f'import("{base}/_app/'.encode() in client.shell.body
    assert f'["{base}/_app/one.js"]'.encode() in client.files[START].body
    assert client.files["/manifest.webmanifest"].body == f'{{"name": "Rumpus", "start_url": "{base}/"}}'.encode()


def test_bytes_that_are_no_text_stay_as_they_are(tmp_path: Path) -> None:
    font = read(build(tmp_path)).files[FONT]

    assert font.body == FILES[FONT[1:]]
    assert (font.gzipped, font.media_type) == (None, "font/woff2")


def test_text_is_compressed_where_that_saves_something(tmp_path: Path) -> None:
    files = read(build(tmp_path)).files

    assert files["/_app/version.json"].gzipped is None
    gzipped = files[START].gzipped
    assert gzipped is not None
    assert len(gzipped) < len(files[START].body) / 10
    assert gzip.decompress(gzipped) == files[START].body


def test_only_files_with_a_hash_in_their_name_are_kept_for_ever(tmp_path: Path) -> None:
    client = read(build(tmp_path))

    assert {path for path, file in client.files.items() if "immutable" in file.cache_control} == {START, FONT}
    assert {file.cache_control for path, file in client.files.items() if path not in (START, FONT)} == {"no-cache"}
    assert client.shell.cache_control == "no-cache"


def test_each_file_knows_its_hash(tmp_path: Path) -> None:
    one, same, other = (read(build(tmp_path), base).shell for base in ("/a", "/a", "/b"))

    assert one == same
    assert one.etag != other.etag


def test_the_page_and_hidden_files_are_no_files(tmp_path: Path) -> None:
    assert set(read(build(tmp_path)).files) == {f"/{name}" for name in FILES} - {"/200.html", "/.done"}


def test_nothing_was_built(tmp_path: Path) -> None:
    (tmp_path / "icon.svg").touch()

    assert read_client(tmp_path, "") is None
    assert read_client(tmp_path / "nowhere", "") is None
