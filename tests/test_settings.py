"""Settings come from flags and the environment; a server's keys outlive its restarts."""

import stat
from pathlib import Path

import pytest

from rumpus.settings import Keys, SettingError, Settings


def test_keys_are_made_once_and_kept_for_their_owner_only(tmp_path: Path) -> None:
    first = Keys.of(Settings(data=tmp_path))

    assert Keys.of(Settings(data=tmp_path)) == first
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_every_data_folder_has_keys_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert Keys.of(Settings(data=tmp_path / "a")) != Keys.of(Settings(data=tmp_path / "b"))


def test_a_given_operator_key_is_used_and_not_written_down(tmp_path: Path) -> None:
    keys = Keys.of(Settings(data=tmp_path, operator_key="open sesame"))

    assert keys.operator == "open sesame"
    assert not (tmp_path / "operator.key").exists()


def test_an_empty_key_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "operator.key").write_bytes(b"\n")

    with pytest.raises(SettingError, match=r"operator\.key"):
        Keys.of(Settings(data=tmp_path))


@pytest.mark.parametrize(
    ("base_path", "public_url", "told"),
    [
        ("", None, ("", None)),
        ("rumpus/", None, ("/rumpus", None)),
        ("", "https://school.example/", ("", "https://school.example")),
        ("", "https://school.example/rumpus/", ("/rumpus", "https://school.example/rumpus")),
        ("/rumpus", "https://school.example:8443", ("/rumpus", "https://school.example:8443/rumpus")),
        ("/rumpus", "http://school.example/rumpus", ("/rumpus", "http://school.example/rumpus")),
    ],
)
def test_base_path_and_public_address_are_told_by_either(
    base_path: str, public_url: str | None, told: tuple[str, str | None]
) -> None:
    settings = Settings(base_path=base_path, public_url=public_url)

    assert (settings.base_path, settings.public_url) == told


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"port": 70000}, "--port"),
        ({"public_url": "quiz.example.org"}, "http://"),
        ({"public_url": "https:///rumpus"}, "a name"),
        ({"base_path": "/a b"}, "/a b"),
        ({"base_path": "/api"}, "/api"),
        ({"public_url": "https://school.example/api"}, "/api"),
        ({"public_url": "https://school.example/one", "base_path": "/two"}, "/two"),
        ({"connections_per_address": 0}, "--connections-per-address"),
        ({"trusted_proxies": ("10.0.0.0/8", "my-proxy")}, "my-proxy"),
    ],
)
def test_a_setting_that_cannot_work_says_which_it_is(bad: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Settings(**bad)  # type: ignore[arg-type]
