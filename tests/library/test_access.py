"""Who may do what: every kind of person, every kind of thing."""

import msgspec

from rumpus.library import Game, Library, Membership, Quiz, User, access
from tests.library.builders import draft, save_game, teacher


async def test_who_may_do_what_with_a_quiz(library: Library) -> None:
    admin, ada, bob = [await teacher(library, name) for name in ("Admin", "Ada", "Bob")]
    disabled = await library.users.set_disabled((await teacher(library, "Eve")).id, True)
    private = (await library.quizzes.create(ada.id, draft())).quiz
    linked = (await library.quizzes.create(ada.id, draft(), share="link")).quiz
    public = (await library.quizzes.create(ada.id, draft(), share="public")).quiz

    def may(user: User | None, quiz: Quiz, link: str | None = None) -> str:
        rules = {
            "see": access.may_see_quiz(user, quiz, link=link),
            "solve": access.may_see_solutions(user, quiz, link=link),
            "change": access.may_change_quiz(user, quiz),
            "rate": access.may_rate_quiz(user, quiz, link=link),
        }
        return " ".join(name for name, allowed in rules.items() if allowed)

    for quiz in (private, linked, public):
        assert may(ada, quiz) == "see solve change"
    for user in (admin, bob):
        assert may(user, private) == may(user, linked) == may(user, linked, "guess") == ""
        assert may(user, private, linked.link) == ""
        assert may(user, linked, linked.link) == may(user, public) == "see solve rate"
    for nobody in (None, disabled):
        assert may(nobody, private) == may(nobody, linked) == ""
        assert may(nobody, linked, linked.link) == may(nobody, public) == "see"
    own = msgspec.structs.replace(ada, is_disabled=True)
    assert may(own, private) == ""


async def test_who_may_see_results(library: Library) -> None:
    admin, ada, bob = [await teacher(library, name) for name in ("Admin", "Ada", "Bob")]
    await save_game(library, ada)
    game: Game = await library.results.look("game-1")
    assert [access.may_see_game(user, game) for user in (None, admin, ada, bob)] == [False, False, True, False]


def test_who_may_make_and_look_after() -> None:
    def user(role: str | None, *, administrator: bool = False) -> User:
        memberships = () if role is None else (Membership("w", role, 0),)  # type: ignore[arg-type]
        return User("u", "u", None, administrator, False, False, 0, memberships)

    people = [None, user(None), user("viewer"), user("teacher"), user("owner"), user(None, administrator=True)]
    assert [access.may_make(one) for one in people] == [False, False, False, True, True, False]
    assert [access.may_make(one, "other") for one in people] == [False] * 6
    assert [access.may_look_after(one, "w") for one in people] == [False, False, False, False, True, True]
    assert [access.may_look_after(one, "other") for one in people] == [False] * 5 + [True]
    assert [access.may_administrate(one) for one in people] == [False] * 5 + [True]
