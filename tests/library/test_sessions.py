import asyncio

import pytest

from rumpus.library import Library, NotFoundError, RefusedError, TooManyAttemptsError, WrongPasswordError
from rumpus.library.people import invitations, links, sessions
from tests.library.builders import DAY, HOUR, MINUTE, SetClock, teacher


async def test_session_is_found_by_its_token_only(library: Library) -> None:
    ada = await teacher(library)
    new = await library.sessions.open(ada.id)
    assert len(new.token) == 64
    found = await library.sessions.find(new.token)
    assert found is not None
    assert (found.user.id, found.session.by) == (ada.id, "password")
    assert await library.sessions.alive(new.session.id) == found
    for token in ("", new.session.id, new.token.upper(), new.token[:-1], "\0", "ü" * 1000):
        assert await library.sessions.find(token) is None


async def test_token_is_not_stored(library: Library) -> None:
    ada = await teacher(library)
    new = await library.sessions.open(ada.id)
    async with library._database.reading() as connection:
        row = (await connection.exec_driver_sql("SELECT * FROM sessions")).one()
    assert new.token not in str(tuple(row))


async def test_session_ends_unless_renewed(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    renewed, left = await library.sessions.open(ada.id), await library.sessions.open(ada.id)
    clock.advance(29 * DAY)
    assert await library.sessions.renew(renewed.token) is not None
    clock.advance(2 * DAY)
    assert await library.sessions.find(left.token) is None
    assert await library.sessions.alive(left.session.id) is None
    assert await library.sessions.renew(left.token) is None
    found = await library.sessions.find(renewed.token)
    assert found is not None
    assert found.session.expires_at == clock.now + 28 * DAY


async def test_session_lasts_a_year_at_most(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    new = await library.sessions.open(ada.id)
    days = 0
    while await library.sessions.renew(new.token) is not None:
        clock.advance(10 * DAY)
        days += 10
    assert days == 370


async def test_list_and_log_out(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    first, second, third = [await library.sessions.open(ada.id) for _ in range(3)]
    other = await library.sessions.open(bob.id)
    assert [one.id for one in await library.sessions.of(ada.id)] == [
        third.session.id,
        second.session.id,
        first.session.id,
    ]
    with pytest.raises(NotFoundError):
        await library.sessions.revoke(bob.id, first.session.id)
    await library.sessions.revoke(ada.id, first.session.id)
    assert await library.sessions.find(first.token) is None
    assert await library.sessions.revoke_all(ada.id, except_=second.session.id) == 1
    assert await library.sessions.find(second.token) is not None
    assert await library.sessions.revoke_all(ada.id) == 1
    assert await library.sessions.find(second.token) is None
    assert await library.sessions.find(other.token) is not None


async def test_session_of_nobody(library: Library) -> None:
    with pytest.raises(NotFoundError):
        await library.sessions.open("nobody")


async def test_link_signs_in_once_and_soon(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    first, second = await library.links.make(ada.id), await library.links.make(ada.id)
    used = await library.links.use(first)
    assert used is not None
    assert used.id == ada.id
    assert await library.links.use(first) is None
    clock.advance(15 * MINUTE)
    assert await library.links.use(second) is None
    assert await library.links.use("nonsense") is None


async def test_wrong_passwords_are_limited(library: Library, clock: SetClock) -> None:
    await teacher(library)
    for _ in range(10):
        with pytest.raises(WrongPasswordError):
            await library.users.sign_in("Ada", "wrong", address="10.0.0.1")
    with pytest.raises(TooManyAttemptsError) as refused:
        await library.users.sign_in("ada ", "correct horse", address="10.0.0.1")
    assert 0 < refused.value.retry_after <= 90_000
    # Who sits somewhere else, or is somebody else, is not concerned.
    await library.users.sign_in("Ada", "correct horse", address="10.0.0.2")
    with pytest.raises(WrongPasswordError):
        await library.users.sign_in("Bob", "wrong", address="10.0.0.1")
    clock.advance(refused.value.retry_after)
    await library.users.sign_in("Ada", "correct horse", address="10.0.0.1")


async def test_an_address_that_tries_many_accounts_is_limited(library: Library) -> None:
    await teacher(library)
    for number in range(100):
        with pytest.raises(WrongPasswordError):
            await library.users.sign_in(f"user {number}", "wrong", address="10.0.0.1")
    with pytest.raises(TooManyAttemptsError):
        await library.users.sign_in("Ada", "correct horse", address="10.0.0.1")
    await library.users.sign_in("Ada", "correct horse", address="10.0.0.2")


async def test_right_passwords_are_not_limited(library: Library) -> None:
    await teacher(library)
    for _ in range(110):
        await library.users.sign_in("Ada", "correct horse", address="10.0.0.1")


async def test_key_opens_its_users_games_only(library: Library, clock: SetClock) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    new = await library.keys.make(ada.id, "overlay")
    assert len(bytes.fromhex(new.key)) == 24
    owner = await library.keys.find(new.key)
    assert owner is not None
    assert owner.id == ada.id
    for key in ("", new.key[:-1], new.key.upper(), new.record.id):
        assert key == new.key or await library.keys.find(key) is None
    [listed] = await library.keys.of(ada.id)
    assert (listed.name, listed.hint, listed.used_at) == ("overlay", new.key[:6], clock.now)
    clock.advance(2 * HOUR)
    await library.keys.find(new.key)
    assert (await library.keys.of(ada.id))[0].used_at == clock.now
    with pytest.raises(NotFoundError):
        await library.keys.delete(bob.id, new.record.id)
    with pytest.raises(NotFoundError):
        await library.keys.delete_key(bob.id, new.key)
    await library.keys.delete_key(ada.id, new.key)
    assert await library.keys.find(new.key) is None


async def test_keys_are_bounded(library: Library) -> None:
    ada = await teacher(library)
    for _ in range(50):
        await library.keys.make(ada.id)
    with pytest.raises(RefusedError):
        await library.keys.make(ada.id)
    with pytest.raises(RefusedError):
        await library.keys.make(ada.id, "x" * 101)


async def test_sessions_are_bounded_and_the_longest_unused_ends(library: Library, clock: SetClock) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    others = await library.sessions.open(bob.id)
    first, second = await library.sessions.open(ada.id), await library.sessions.open(ada.id)
    clock.advance(HOUR)
    await library.sessions.renew(first.token)
    for _ in range(sessions.MOST - 1):
        clock.advance(1)
        await library.sessions.open(ada.id)

    assert len(await library.sessions.of(ada.id)) == sessions.MOST
    assert await library.sessions.find(second.token) is None
    assert await library.sessions.find(first.token) is not None
    assert await library.sessions.find(others.token) is not None


async def test_signing_in_many_times_at_once_keeps_to_the_bound(library: Library) -> None:
    ada = await teacher(library)
    await asyncio.gather(*(library.sessions.open(ada.id) for _ in range(sessions.MOST + 10)))
    assert len(await library.sessions.of(ada.id)) == sessions.MOST


async def test_links_are_bounded_and_the_oldest_ends(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    made = []
    for _ in range(links.MOST + 1):
        made.append(await library.links.make(ada.id))
        clock.advance(1)
    assert await library.links.use(made[0]) is None
    assert await library.links.use(made[1]) is not None


async def test_invitations_are_bounded(library: Library, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await teacher(library)
    monkeypatch.setattr(invitations, "MOST", 3)
    for _ in range(3):
        await library.invitations.make(created_by=ada.id)
    with pytest.raises(RefusedError):
        await library.invitations.make(created_by=ada.id)
    # To another workspace, and after they ended, there is room.
    school = await library.workspaces.create("School", owner_id=ada.id)
    await library.invitations.make(created_by=ada.id, workspace_id=school.id)
    clock.advance(8 * DAY)
    await library.invitations.make(created_by=ada.id)
