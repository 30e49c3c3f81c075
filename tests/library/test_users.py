import asyncio
from pathlib import Path

import pytest

from rumpus.library import (
    LastAdministratorError,
    Library,
    NotFoundError,
    RefusedError,
    RegistrationError,
    TakenError,
    TooManyAttemptsError,
    WrongPasswordError,
)
from rumpus.library.people.records import Registration
from tests.library.builders import ANSWERS, CHEAP, DAY, PLAYERS, SetClock, draft, played, save_game, teacher


async def test_first_account_is_administrator_and_owner(library: Library) -> None:
    first = await library.users.register("Ada", "correct horse", email="ada@example.org")
    second = await library.users.register("Bob", "correct horse")
    assert first.is_administrator
    assert [one.role for one in first.memberships] == ["owner"]
    assert not second.is_administrator
    assert [one.role for one in second.memberships] == ["teacher"]
    assert first.workspace_id == second.workspace_id == (await library.workspaces.default()).id
    assert await library.users.count() == 2


@pytest.mark.parametrize("has_console", [False, True])
async def test_of_many_at_once_one_is_first(library: Library, has_console: bool) -> None:
    if has_console:
        await library.users.operator()
    made = await asyncio.gather(*(library.users.register(f"user {number}", "correct horse") for number in range(8)))
    assert sum(user.is_administrator for user in made) == 1
    assert [user.memberships[0].role for user in made].count("owner") == 1


async def test_first_person_beside_the_console_is_administrator(library: Library) -> None:
    console = await library.users.operator()
    invited = await library.invitations.make(created_by=console.id, role="viewer")
    first = await library.users.register("Ada", "correct horse", invitation=invited.code)
    second = await library.users.register("Bob", "correct horse")
    assert (first.is_administrator, first.memberships[0].role) == (True, "owner")
    assert (second.is_administrator, second.memberships[0].role) == (False, "teacher")
    assert (await library.users.operator()).id == console.id


@pytest.mark.parametrize("sign", ["quiz", "results", "password", "email"])
async def test_who_works_with_the_console_keeps_the_server(library: Library, sign: str) -> None:
    operator = await library.users.operator()
    if sign == "quiz":
        await library.quizzes.create(operator.id, draft())
    elif sign == "results":
        await save_game(library, operator)
    elif sign == "password":
        await library.users.set_password(operator.id, "correct horse")
    else:
        await library.users.change(operator.id, email="head@school.example")
    assert not (await library.users.register("Ada", "correct horse")).is_administrator


async def test_a_demo_that_nobody_saved_gives_the_server_to_nobody(library: Library) -> None:
    operator = await library.users.operator()
    await library.results.save_game(played(operator), PLAYERS, ANSWERS, saved=False)
    assert (await library.users.register("Ada", "correct horse")).is_administrator


async def test_who_was_added_by_the_console_is_what_was_said(library: Library) -> None:
    await library.users.operator()
    assert not (await library.users.add("Ada")).is_administrator
    assert not (await library.users.register("Bob", "correct horse")).is_administrator


async def test_same_name_at_once_is_taken_by_one(library: Library) -> None:
    tries = [library.users.register(name, "correct horse") for name in ("Ada", "ada", "ADA", " Ada ", "Ada")]
    made = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, TakenError) for one in made) == 4


@pytest.mark.parametrize(
    ("name", "email", "password", "field"),
    [
        ("", None, "correct horse", "name"),
        ("a@b", None, "correct horse", "name"),
        ("a\0b", None, "correct horse", "name"),
        ("x" * 65, None, "correct horse", "name"),
        ("Ada", "nonsense", "correct horse", "email"),
        ("Ada", "a b@c.de", "correct horse", "email"),
        ("Ada", None, "short", "password"),
        ("Ada", None, "x" * 201, "password"),
    ],
)
async def test_what_cannot_be_taken(library: Library, name: str, email: str | None, password: str, field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        await library.users.register(name, password, email=email)
    assert refused.value.field == field
    assert await library.users.count() == 0


async def test_email_is_unique_whatever_its_case(library: Library) -> None:
    await library.users.register("Ada", "correct horse", email="Ada@Example.org")
    with pytest.raises(TakenError) as taken:
        await library.users.register("Bob", "correct horse", email="ada@example.ORG")
    assert taken.value.field == "email"


async def test_signs_in_by_name_or_address(library: Library) -> None:
    ada = await library.users.register("Ada Lovelace", "correct horse", email="ada@example.org")
    for called in ("ada lovelace", "ADA@example.org", " Ada Lovelace"):
        assert (await library.users.sign_in(called, "correct horse", address="10.0.0.1")).id == ada.id
    for called, password in (("Ada Lovelace", "wrong horse"), ("Nobody", "correct horse"), ("a\0", "correct horse")):
        with pytest.raises(WrongPasswordError):
            await library.users.sign_in(called, password, address="10.0.0.1")


async def test_same_password_from_another_keyboard(library: Library) -> None:
    await library.users.register("Ada", "ma\u00f1ana 42")
    await library.users.sign_in("Ada", "man\u0303ana 42", address="")


async def test_disabled_account_cannot_sign_in(library: Library) -> None:
    await teacher(library)
    bob = await teacher(library, "Bob")
    session = await library.sessions.open(bob.id)
    await library.users.set_disabled(bob.id, True)
    with pytest.raises(WrongPasswordError):
        await library.users.sign_in("Bob", "correct horse", address="")
    assert await library.sessions.find(session.token) is None
    await library.users.set_disabled(bob.id, False)
    await library.users.sign_in("Bob", "correct horse", address="")


async def test_guesses_of_those_who_are_signed_in_lock_nobody_else(library: Library) -> None:
    for number in range(11):
        user = await library.users.register(f"Guesser {number}", "correct horse")
        for _ in range(10):
            assert not await library.users.check_password(user.id, "battery staple")
        with pytest.raises(TooManyAttemptsError):
            await library.users.check_password(user.id, "correct horse")

    ada = await library.users.register("Ada", "correct horse")
    assert await library.users.check_password(ada.id, "correct horse")


async def test_hash_is_renewed_when_the_cost_changes(database: str | None, tmp_path: Path) -> None:
    library = Library(database, tmp_path, registration="open", passwords=CHEAP)
    await library.open()
    await library.users.register("Ada", "correct horse")
    await library.close()
    dearer = Library(database, tmp_path, passwords=type(CHEAP)(memory=16, rounds=2, lanes=1))
    await dearer.open()
    ada = await dearer.users.sign_in("Ada", "correct horse", address="")
    async with dearer._database.reading() as connection:
        secret = (await connection.exec_driver_sql("SELECT secret FROM identities")).scalar_one()
    assert "m=16,t=2" in secret
    assert await dearer.users.check_password(ada.id, "correct horse")
    await dearer.close()


@pytest.mark.parametrize(("setting", "code"), [("closed", "closed"), ("invitation", "invitation_needed")])
async def test_registering_as_the_setting_says(
    database: str | None, tmp_path: Path, setting: Registration, code: str
) -> None:
    library = Library(database, tmp_path, registration=setting, passwords=CHEAP)
    await library.open()
    with pytest.raises(RegistrationError) as refused:
        await library.users.register("Ada", "correct horse")
    assert refused.value.code == code
    assert (await library.users.add("Ada")).is_administrator
    await library.close()


async def test_invitation_holds_once(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    school = await library.workspaces.create("School", owner_id=ada.id)
    invited = await library.invitations.make(created_by=ada.id, workspace_id=school.id, role="viewer")
    assert [one.id for one in await library.invitations.of(school.id)] == [invited.invitation.id]
    assert await library.invitations.find(invited.code) == invited.invitation
    bob = await library.users.register("Bob", "correct horse", invitation=invited.code)
    assert bob.role_in(school.id) == "viewer"
    with pytest.raises(RegistrationError):
        await library.users.register("Eve", "correct horse", invitation=invited.code)
    assert await library.invitations.find(invited.code) is None


async def test_invitation_that_does_not_hold(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    late = await library.invitations.make(created_by=ada.id)
    revoked = await library.invitations.make(created_by=ada.id)
    named = await library.invitations.make(created_by=ada.id, email="bob@example.org", lasts=30 * DAY)
    await library.invitations.revoke(revoked.invitation.id)
    clock.advance(8 * DAY)
    for code in (late.code, revoked.code, named.code, "nonsense"):
        with pytest.raises(RegistrationError):
            await library.users.register("Eve", "correct horse", email="eve@example.org", invitation=code)
    # Refusing did not use it up.
    await library.users.register("Bob", "correct horse", email="Bob@example.org", invitation=named.code)


async def test_new_password_ends_sessions_and_links(library: Library) -> None:
    ada = await teacher(library)
    here, there = await library.sessions.open(ada.id), await library.sessions.open(ada.id)
    link = await library.links.make(ada.id)
    await library.users.set_password(ada.id, "battery staple", keep_session=here.session.id)
    assert await library.sessions.find(here.token) is not None
    assert await library.sessions.find(there.token) is None
    assert await library.links.use(link) is None
    assert await library.users.check_password(ada.id, "battery staple")
    assert not await library.users.check_password(ada.id, "correct horse")


async def test_account_without_password(library: Library) -> None:
    operator = await library.users.operator()
    assert (operator.name, operator.is_administrator, operator.has_password) == ("Operator", True, False)
    assert await library.users.operator() == operator
    with pytest.raises(WrongPasswordError):
        await library.users.sign_in("Operator", "", address="")
    await library.users.set_password(operator.id, "correct horse")
    assert (await library.users.sign_in("Operator", "correct horse", address="")).has_password


async def test_operator_is_the_oldest_administrator(library: Library, clock: SetClock) -> None:
    ada = await teacher(library)
    clock.advance(1)
    await library.users.add("Bob", administrator=True)
    assert (await library.users.operator()).id == ada.id


async def test_last_administrator_stays(library: Library) -> None:
    ada = await teacher(library)
    bob = await teacher(library, "Bob")
    for attempt in (
        library.users.set_administrator(ada.id, False),
        library.users.set_disabled(ada.id, True),
        library.users.delete(ada.id),
    ):
        with pytest.raises(LastAdministratorError):
            await attempt
    await library.users.set_disabled(bob.id, True)
    await library.users.set_administrator(bob.id, True)
    with pytest.raises(LastAdministratorError):
        await library.users.delete(ada.id)
    await library.users.set_disabled(bob.id, False)
    await library.users.delete(ada.id)
    assert (await library.users.operator()).id == bob.id


async def test_change_of_name_and_address(library: Library) -> None:
    ada = await library.users.register("Ada", "correct horse", email="ada@example.org")
    await teacher(library, "Bob")
    changed = await library.users.change(ada.id, name="ADA")
    assert (changed.name, changed.email) == ("ADA", "ada@example.org")
    assert (await library.users.change(ada.id, email="")).email is None
    with pytest.raises(TakenError):
        await library.users.change(ada.id, name="bob")
    with pytest.raises(NotFoundError):
        await library.users.change("nobody", name="Eve")


async def test_all_accounts_page_by_page(library: Library, clock: SetClock) -> None:
    for number in range(5):
        await library.users.add(f"user {number}")
        clock.advance(number % 2)
    names: list[str] = []
    cursor = None
    while True:
        page = await library.users.page(cursor=cursor, limit=2)
        names += [user.name for user in page.items]
        if (cursor := page.next) is None:
            break
    assert sorted(names, reverse=True) == names
    assert len(names) == 5


async def test_deleted_account_leaves_nothing(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    own = await library.quizzes.create(bob.id, draft())
    other = await library.quizzes.create(ada.id, draft("Lakes"), share="public")
    await library.quizzes.rate(other.quiz.id, bob.id, True)
    await save_game(library, bob, quiz_id=other.quiz.id, quiz_version=1)
    await save_game(library, ada, "game-2", quiz_id=own.quiz.id, quiz_version=1)
    session, key = await library.sessions.open(bob.id), await library.keys.make(bob.id)
    await library.users.delete(bob.id)
    assert await library.users.find("Bob") is None
    assert await library.sessions.find(session.token) is None
    assert await library.keys.find(key.key) is None
    assert (await library.quizzes.look(other.quiz.id)).likes == 0
    with pytest.raises(NotFoundError):
        await library.quizzes.get(own.quiz.id)
    with pytest.raises(NotFoundError):
        await library.results.get("game-1")
    # What others played stays theirs, with the questions as they were played.
    kept = await library.results.get("game-2")
    assert (kept.game.quiz_id, kept.game.quiz_version) == (None, 1)
    assert kept.document["questions"]


async def test_members_and_roles(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    school = await library.workspaces.create("School", owner_id=ada.id)
    await library.workspaces.set_role(school.id, bob.id, "viewer")
    await library.workspaces.set_role(school.id, bob.id, "teacher")
    assert [(one.name, one.role) for one in await library.workspaces.members(school.id)] == [
        ("Ada", "owner"),
        ("Bob", "teacher"),
    ]
    await library.workspaces.set_role(school.id, bob.id, None)
    assert (await library.users.get(bob.id)).role_in(school.id) is None
    assert [one.name for one in await library.workspaces.all()] == ["Rumpus", "School"]
    assert (await library.workspaces.rename(school.id, "College")).name == "College"
    with pytest.raises(NotFoundError):
        await library.workspaces.get("nowhere")
    with pytest.raises(NotFoundError):
        await library.workspaces.set_role("nowhere", bob.id, "owner")
