import asyncio
import traceback
from collections.abc import AsyncIterator

import pytest

from rumpus.library import (
    Answer,
    CursorError,
    Library,
    NotFoundError,
    PlayedAnswer,
    PlayedPlayer,
    RefusedError,
    SeatedPlayer,
    Verdict,
)
from tests.library.builders import ANSWERS, DAY, PLAYERS, answer, draft, played, save_game, teacher


async def ranking(library: Library, game_id: str = "game-1") -> list[tuple[int, str, int]]:
    return [(one.rank, one.name, one.total) for one in (await library.results.players(game_id)).items]


async def all_answers(library: Library, game_id: str = "game-1", **which: int) -> list[Answer]:
    return [one async for some in library.results.each_answer(game_id, **which) for one in some]


async def check_totals(library: Library, game_id: str = "game-1") -> None:
    """Every total is the sum of its rows."""
    players = (await library.results.players(game_id)).items
    answers = await all_answers(library, game_id)
    assert {one.seat: one.total for one in players} == {
        one.seat: sum(answer.score for answer in answers if answer.seat == one.seat) for one in players
    }
    game = await library.results.look(game_id)
    assert (game.player_count, game.answer_count) == (len(players), len(answers))


async def test_game_comes_back_as_it_was_played(library: Library) -> None:
    ada = await teacher(library)
    quiz = (await library.quizzes.create(ada.id, draft())).quiz
    await save_game(library, ada, quiz_id=quiz.id, quiz_version=1)
    full = await library.results.get("game-1")
    assert full.document == {"title": "Rivers", "questions": [{"id": "q1"}, {"id": "q2"}]}
    assert full.options == {"game_mode": "kahoot"}
    assert full.corrections == []
    game = full.game
    assert game == await library.results.look("game-1")
    assert (game.quiz_id, game.quiz_version, game.player_count, game.answer_count) == (quiz.id, 1, 3, 5)
    assert (game.custom_field, game.game_pin, game.reason, game.note) == ("Class", "123456", "host", None)
    assert game.expires_at == game.ended_at + 400 * DAY
    assert await ranking(library) == [(1, "Zoe", 1400), (2, "Émile", 700), (3, "Max", 0)]
    answers = await all_answers(library)
    assert [(one.question_index, one.seat) for one in answers] == [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2)]
    assert answers[0] == Answer(
        seat=1,
        name="Zoe",
        question_index=0,
        question_id="q1",
        answer="A",
        option="a",
        time_taken=1000,
        latency=20,
        right=True,
        score=900,
        played_right=True,
        played_score=900,
    )
    assert [one.answer for one in await all_answers(library, question_index=1)] == ["Nile", "Nile"]
    assert [one.answer for one in await all_answers(library, seat=2)] == ["B", "Nile"]
    await check_totals(library)


async def test_texts_that_databases_do_not_take(library: Library) -> None:
    ada = await teacher(library)
    strange = "a\0b \ud800 c"
    players, answers = [PlayedPlayer(1, strange, strange)], [answer(1, 0, strange)]
    await library.results.save_game(played(ada, title=strange), players, answers, note=strange)
    assert (await library.results.look("game-1")).title == "a\ufffdb ? c"
    assert [one.answer for one in await all_answers(library)] == ["a\ufffdb ? c"]


async def test_errors_do_not_tell_what_was_written(library: Library) -> None:
    ada = await teacher(library)
    twice = [PlayedPlayer(1, "xanthippe".title())] * 2
    with pytest.raises(RefusedError) as refused:
        await library.results.save_game(played(ada), twice, [])
    told = "".join(traceback.format_exception(refused.value))
    assert "INSERT INTO game_players" in told
    assert "Xanthippe" not in told


async def test_saving_twice_keeps_it_once(library: Library) -> None:
    ada = await teacher(library)
    saves = [library.results.save_game(played(ada), PLAYERS, ANSWERS, saved=False) for _ in range(4)]
    assert sorted(await asyncio.gather(*saves)) == [False, False, False, True]
    assert not (await library.results.look("game-1")).is_saved
    assert not await library.results.save_game(played(ada, title="Other"), [], [])
    game = await library.results.look("game-1")
    assert (game.title, game.is_saved, game.player_count) == ("Rivers", True, 3)
    await check_totals(library)


@pytest.mark.parametrize(
    ("players", "answers"),
    [
        (PLAYERS, [*ANSWERS, answer(1, 0, "B")]),
        (PLAYERS, [*ANSWERS, answer(4, 0, "B")]),
        ([*PLAYERS, PlayedPlayer(1, "Eve")], ANSWERS),
    ],
)
async def test_half_a_game_is_never_kept(
    library: Library, players: list[PlayedPlayer], answers: list[PlayedAnswer]
) -> None:
    ada = await teacher(library)
    with pytest.raises(RefusedError):
        await library.results.save_game(played(ada), players, answers)
    with pytest.raises(NotFoundError):
        await library.results.look("game-1")
    await save_game(library, ada)


async def test_failure_of_the_source_keeps_nothing(library: Library) -> None:
    ada = await teacher(library)

    async def breaking() -> AsyncIterator[PlayedAnswer]:
        for one in ANSWERS:
            yield one
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await library.results.save_game(played(ada), PLAYERS, breaking())
    with pytest.raises(NotFoundError):
        await library.results.look("game-1")


async def test_cancelled_saving_keeps_nothing(library: Library) -> None:
    ada = await teacher(library)
    begun = asyncio.Event()

    async def hanging() -> AsyncIterator[PlayedAnswer]:
        yield ANSWERS[0]
        begun.set()
        await asyncio.Event().wait()

    saving = asyncio.create_task(library.results.save_game(played(ada), PLAYERS, hanging()))
    await asyncio.wait_for(begun.wait(), 10)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    await save_game(library, ada)
    await check_totals(library)


async def test_game_of_a_quiz_that_is_gone(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    await library.quizzes.delete(quiz_id)
    await save_game(library, ada, quiz_id=quiz_id, quiz_version=1)
    game = await library.results.look("game-1")
    assert (game.quiz_id, game.quiz_version) == (None, 1)
    with pytest.raises(NotFoundError):
        await library.results.save_game(played(ada, "game-2", owner_id="nobody"), [], [])


async def test_game_without_players_or_answers(library: Library) -> None:
    ada = await teacher(library)
    await library.results.save_game(played(ada), [], [])
    assert await ranking(library) == []
    assert await all_answers(library) == []
    assert await library.results.questions("game-1") == []
    await library.results.save_game(played(ada, "game-2"), PLAYERS, [])
    assert await ranking(library, "game-2") == [(1, "Zoe", 0), (1, "Émile", 0), (1, "Max", 0)]
    assert (await library.results.players("game-2")).items[0].mean_time is None


async def test_list_of_games(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    for number in range(5):
        await save_game(
            library, ada, f"game-{number}", ended_at=1000 + number // 2, quiz_id=quiz_id if number % 2 else None
        )
    await library.results.save_game(played(ada, "unsaved", ended_at=1), [], [], saved=False)
    await save_game(library, bob, "other")
    found: list[str] = []
    cursor = None
    while True:
        page = await library.results.of(ada.id, cursor=cursor, limit=2)
        found += [game.id for game in page.items]
        if (cursor := page.next) is None:
            break
    assert found == ["game-4", "game-3", "game-2", "game-1", "game-0", "unsaved"]
    assert [one.id for one in (await library.results.of(ada.id, offset=4)).items] == found[4:]
    assert [one.id for one in (await library.results.of(ada.id, quiz_id=quiz_id)).items] == ["game-3", "game-1"]
    assert [one.id for one in (await library.results.of(ada.id, saved=False)).items] == ["unsaved"]
    await library.results.keep("unsaved")
    assert (await library.results.of(ada.id, saved=False)).items == []


async def test_note(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    assert (await library.results.set_note("game-1", "4b was ill")).note == "4b was ill"
    assert (await library.results.set_note("game-1", "")).note is None
    with pytest.raises(RefusedError):
        await library.results.set_note("game-1", "x" * 10_001)
    with pytest.raises(NotFoundError):
        await library.results.set_note("nothing", "x")
    with pytest.raises(NotFoundError):
        await library.results.keep("nothing")


async def test_delete(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    await library.results.delete("game-1")
    for attempt in (
        library.results.get("game-1"),
        library.results.players("game-1"),
        library.results.questions("game-1"),
        library.results.answer_counts("game-1", 0),
        library.results.delete("game-1"),
        all_answers(library),
    ):
        with pytest.raises(NotFoundError):
            await attempt
    async with library._database.reading() as connection:
        for table in ("game_players", "game_answers"):
            assert (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one() == 0


async def test_figures(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    first, second = await library.results.questions("game-1")
    assert (first.question_index, first.question_id, first.answered, first.right) == (0, "q1", 3, 1)
    assert (first.mean_time, first.mean_score) == (2000, 300.0)
    assert (second.question_index, second.answered, second.right, second.mean_time) == (1, 2, 2, 1500)
    counts = await library.results.answer_counts("game-1", 0)
    assert [(one.answer, one.count, one.right) for one in counts] == [("B", 2, False), ("A", 1, True)]
    emile = (await library.results.players("game-1")).items[1]
    assert (emile.answered, emile.right, emile.mean_time, emile.custom_field) == (2, 1, 2000, "4a")
    assert emile.played_total == 700


async def test_ranking_page_by_page(library: Library) -> None:
    ada = await teacher(library)
    players = [PlayedPlayer(seat, f"player {seat}") for seat in range(1, 24)]
    await library.results.save_game(
        played(ada), players, [answer(seat, 0, "A", seat // 3 * 10) for seat in range(1, 24)]
    )
    found: list[tuple[int, int]] = []
    cursor = None
    while True:
        page = await library.results.players("game-1", cursor=cursor, limit=5)
        found += [(one.rank, one.seat) for one in page.items]
        if (cursor := page.next) is None:
            break
    assert found == [
        (1 + 3 * n, seat) for n, first in enumerate(range(21, -1, -3)) for seat in range(first or 1, first + 3)
    ]
    chunks = [some async for some in library.results.each_player("game-1", chunk=4)]
    assert [(one.rank, one.seat) for some in chunks for one in some] == found
    assert [len(some) for some in chunks] == [4, 4, 4, 4, 4, 3]
    quizzes = [await library.quizzes.create(ada.id, draft()) for _ in range(2)]
    strange = (await library.quizzes.of(ada.id, limit=1)).next
    assert quizzes
    with pytest.raises(CursorError):
        await library.results.players("game-1", cursor=strange)


async def test_wrong_key_is_corrected(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)

    def b_is_right(given: Answer) -> Verdict:
        return Verdict(True, 1000 - given.time_taken // 10) if given.answer == "B" else Verdict(False, 0)

    correction = await library.results.rescore(
        "game-1",
        0,
        b_is_right,
        corrected_by=ada.id,
        reason="The right answer was B",
        question={"id": "q1", "right": "B"},
    )
    assert await ranking(library) == [(1, "Émile", 1500), (2, "Max", 700), (3, "Zoe", 500)]
    assert [one.played_total for one in (await library.results.players("game-1")).items] == [700, 0, 1400]
    zoe = (await all_answers(library))[0]
    assert (zoe.right, zoe.score, zoe.played_right, zoe.played_score) == (False, 0, True, 900)
    assert (await library.results.questions("game-1"))[0].right == 2
    assert (await library.results.get("game-1")).corrections == [correction]
    assert (correction.question_index, correction.corrected_by) == (0, ada.id)
    await check_totals(library)


async def test_the_last_correction_counts_and_can_be_taken_back(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    before = await ranking(library)
    await library.results.rescore("game-1", 0, lambda _: Verdict(True, 5), corrected_by=ada.id, reason="a")
    await library.results.rescore("game-1", 0, lambda _: Verdict(True, 7), corrected_by=ada.id, reason="b")
    await library.results.rescore("game-1", 1, lambda _: Verdict(False, 0), corrected_by=ada.id)
    assert [one.reason for one in (await library.results.get("game-1")).corrections] == ["b", ""]
    assert {total for _, _, total in await ranking(library)} == {7}
    await library.results.restore("game-1", 0)
    await library.results.restore("game-1", 1)
    assert await ranking(library) == before
    assert (await library.results.get("game-1")).corrections == []
    await check_totals(library)


async def test_rule_that_fails_changes_nothing(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    before = await all_answers(library)

    def breaking(given: Answer) -> Verdict:
        if given.seat == 3:
            raise ZeroDivisionError
        return Verdict(True, 1)

    with pytest.raises(ZeroDivisionError):
        await library.results.rescore("game-1", 0, breaking, corrected_by=ada.id)
    assert await all_answers(library) == before
    for game_id, index in (("game-1", 2), ("game-1", -1), ("nothing", 0)):
        with pytest.raises(NotFoundError):
            await library.results.rescore(game_id, index, breaking, corrected_by=ada.id)
        with pytest.raises(NotFoundError):
            await library.results.restore(game_id, index)


async def test_corrections_at_once_keep_the_totals_right(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)

    async def correct(number: int) -> None:
        await library.results.rescore("game-1", number % 2, lambda _: Verdict(True, number), corrected_by=ada.id)

    await asyncio.gather(*(correct(number) for number in range(8)))
    await check_totals(library)


async def test_large_game_in_chunks(library: Library) -> None:
    ada = await teacher(library)
    seats, questions = 1200, 5
    players = (PlayedPlayer(seat, f"player {seat}") for seat in range(seats))
    answers = (answer(seat, index, "A", seat) for index in range(questions) for seat in range(seats))
    await library.results.save_game(played(ada, question_count=questions), players, answers)
    game = await library.results.look("game-1")
    assert (game.player_count, game.answer_count) == (seats, seats * questions)
    chunks = [len(some) async for some in library.results.each_answer("game-1", chunk=700)]
    assert chunks == [700] * 8 + [400]
    players_seen = [one async for some in library.results.each_player("game-1") for one in some]
    assert [one.total for one in players_seen] == [seat * questions for seat in reversed(range(seats))]
    await library.results.rescore("game-1", 2, lambda _: Verdict(False, 0), corrected_by=ada.id)
    best = (await library.results.players("game-1", limit=1)).items[0]
    assert (best.total, best.played_total, best.right) == (1199 * 4, 1199 * 5, 4)


async def test_game_that_went_on_after_it_was_saved(library: Library) -> None:
    ada = await teacher(library)
    await library.results.save_game(played(ada, reason=None, ended_at=1_760_000_100_000), PLAYERS, ANSWERS[:3])
    await library.results.set_note("game-1", "4b was quick")
    await library.results.rescore("game-1", 0, lambda one: Verdict(one.answer == "B", 800), corrected_by=ada.id)
    await library.players.rename(SeatedPlayer("game-1", 2), "Emil")
    # Zoe was kicked and Olaf came; Max goes on.
    later = [*PLAYERS[1:], PlayedPlayer(4, "Olaf")]
    given = [*ANSWERS[1:3], answer(2, 1, "Nile", 700), answer(4, 1, "Po"), answer(3, 1, "Nile", 10)]
    known = frozenset({1, 2, 3})
    await library.results.bring_up_to_date(played(ada, options={"later": 1}), later, given, known=known, saved=False)
    full = await library.results.get("game-1")
    assert (full.game.reason, full.game.ended_at, full.game.is_saved) == ("host", 1_760_000_600_000, True)
    assert (full.game.note, full.options) == ("4b was quick", {"later": 1})
    assert [one.question_index for one in full.corrections] == [0]
    assert await ranking(library) == [(1, "Emil", 1500), (2, "Max", 810), (3, "Olaf", 0)]
    assert [(one.question_index, one.seat) for one in await all_answers(library)] == [
        (0, 2),
        (0, 3),
        (1, 2),
        (1, 3),
        (1, 4),
    ]
    await check_totals(library)


async def test_who_was_erased_does_not_come_back_when_the_game_is_over(library: Library) -> None:
    ada = await teacher(library)
    await library.results.save_game(played(ada), PLAYERS, ANSWERS[:3])
    await library.players.erase(SeatedPlayer("game-1", 1))
    await library.results.bring_up_to_date(played(ada), PLAYERS, ANSWERS, known=frozenset({1, 2, 3}), saved=True)
    assert await ranking(library) == [(1, "Émile", 700), (2, "Max", 0)]
    await check_totals(library)


async def test_only_what_is_there_is_brought_up_to_date(library: Library) -> None:
    ada = await teacher(library)
    with pytest.raises(NotFoundError):
        await library.results.bring_up_to_date(played(ada), PLAYERS, ANSWERS, known=frozenset(), saved=True)
    await save_game(library, ada)

    async def breaking() -> AsyncIterator[PlayedAnswer]:
        yield ANSWERS[0]
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        await library.results.bring_up_to_date(played(ada), [], breaking(), known=frozenset({1, 2, 3}), saved=True)
    assert await ranking(library) == [(1, "Zoe", 1400), (2, "Émile", 700), (3, "Max", 0)]


async def test_totals_alone(library: Library) -> None:
    ada = await teacher(library)
    await save_game(library, ada)
    for chunk in (1, 3, 500):
        found = [one async for some in library.results.each_total("game-1", chunk=chunk) for one in some]
        assert [(one.name, one.custom_field, one.total) for one in found] == [
            ("Zoe", "4b", 1400),
            ("Émile", "4a", 700),
            ("Max", None, 0),
        ]
    assert [some async for some in library.results.each_total("none")] == []
