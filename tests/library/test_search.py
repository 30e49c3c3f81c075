import pytest

from rumpus.library import Library
from rumpus.library.quizzes.words import query_of, words_of
from tests.library.builders import draft, teacher


async def titles(library: Library, query: str, **options: object) -> list[str]:
    page = await library.quizzes.search(query, **options)  # type: ignore[arg-type]
    return [hit.quiz.title for hit in page.items]


@pytest.mark.parametrize(
    ("title", "queries", "others"),
    [
        ("Flüsse Europas", ["flüsse", "FLUSSE", "europ", "europas flüsse", "fl"], ["sse", "flüsse asiens", "f"]),
        ("Straßen", ["strassen", "straße", "STRASSE"], ["gassen"]),
        ("<b>Bold</b> &amp; brave", ["bold", "bold brave", "brave"], ["amp", "b>", "strong"]),
        ("Ελλάδα και Ρώμη", ["ελλαδα", "ρωμη", "ΡΏΜΗ"], ["αθηνα"]),
        ("Столица России", ["столица", "РОССИИ", "россия"[:4]], ["москва"]),
        ("日本の歴史", ["日本", "歴史", "の歴", "史"], ["本日", "中国"]),
        ("กรุงเทพ", ["กรุง", "เทพ"], ["เทก"]),
        ("서울의 역사", ["서울", "역사"], ["부산"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"], ["हद"]),
        ("القاهرة", ["القاهرة", "القاه"], ["دمشق"]),
        ("C3PO's 2nd e-mail", ["c3po", "2nd", "e-mail", "mail", "c3po's"], ["3po", "mail-e"]),
    ],
)
async def test_finds_words_in_any_language(library: Library, title: str, queries: list[str], others: list[str]) -> None:
    ada = await teacher(library)
    await library.quizzes.create(ada.id, draft(title), share="public")
    for query in queries:
        assert await titles(library, query) == [title], query
    for query in others:
        assert await titles(library, query) == [], query


async def test_title_counts_more_than_description_and_questions(library: Library) -> None:
    ada = await teacher(library)
    for title, description, texts in [
        ("Lakes", "About water", "Which volcano is high? Which lake is deep?"),
        ("Mountains", "With a volcano or two", "How high?"),
        ("Volcano", "All about them", "Which?"),
    ]:
        await library.quizzes.create(ada.id, draft(title, description=description, texts=texts), share="public")
    assert await titles(library, "volcano") == ["Volcano", "Mountains", "Lakes"]
    assert await titles(library, "volcano deep") == ["Lakes"]


async def test_only_where_it_was_asked_for(library: Library) -> None:
    ada, bob = await teacher(library), await teacher(library, "Bob")
    await library.quizzes.create(ada.id, draft("Rivers private"))
    await library.quizzes.create(ada.id, draft("Rivers link"), share="link")
    await library.quizzes.create(ada.id, draft("Rivers public"), share="public")
    await library.quizzes.create(bob.id, draft("Rivers of Bob", language="en-GB"), share="public")
    found = {
        ("public", None): {"Rivers public", "Rivers of Bob"},
        ("public", ada.id): {"Rivers public", "Rivers of Bob"},
        ("own", ada.id): {"Rivers private", "Rivers link", "Rivers public"},
        ("own", None): set(),
        ("all", ada.id): {"Rivers private", "Rivers link", "Rivers public", "Rivers of Bob"},
        ("all", bob.id): {"Rivers public", "Rivers of Bob"},
        ("all", None): {"Rivers public", "Rivers of Bob"},
    }
    for (scope, user_id), expected in found.items():
        assert set(await titles(library, "rivers", scope=scope, user_id=user_id)) == expected, scope
    assert await titles(library, "rivers", language="en-GB") == ["Rivers of Bob"]
    assert len(await titles(library, "rivers", language="en")) == 2
    assert await titles(library, "rivers", language="%") == []


async def test_words_follow_the_quiz(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft("Rivers"), share="public")).quiz.id
    await library.quizzes.save(quiz_id, draft("Lakes", texts="Deepest?"), expected=1, saved_by=ada.id)
    assert await titles(library, "rivers") == await titles(library, "longest") == []
    assert await titles(library, "lakes") == await titles(library, "deepest") == ["Lakes"]


async def test_page_by_page(library: Library) -> None:
    ada = await teacher(library)
    for number in range(7):
        await library.quizzes.create(ada.id, draft(f"Rivers {number}"), share="public")
    found: list[str] = []
    cursor = None
    while True:
        page = await library.quizzes.search("rivers", cursor=cursor, limit=3)
        found += [hit.quiz.title for hit in page.items]
        if (cursor := page.next) is None:
            break
    assert sorted(found) == [f"Rivers {number}" for number in range(7)]
    offset = await library.quizzes.search("rivers", offset=6)
    assert [hit.quiz.title for hit in offset.items] == found[6:]
    assert (await library.quizzes.search("rivers", offset=5000)).items == []
    assert (await library.quizzes.search("rivers", offset=-1)).items == []


STRANGE = """*|"|'|a OR b|NEAR(a b)|title:x|x & / ! ( )|\\|\0|<->|:*|😀|--|'; DROP TABLE quizzes; --|{a b}: c|^rivers"""


async def test_queries_mean_nothing_to_the_database(library: Library) -> None:
    ada = await teacher(library)
    await library.quizzes.create(ada.id, draft("Something else"), share="public")
    for query in [*STRANGE.split("|"), " ", "x" * 5000, "a " * 500, "\ud800", "|", "||"]:
        assert await titles(library, query) == [], query


async def test_texts_of_any_kind_and_length(library: Library) -> None:
    ada = await teacher(library)
    for text in ("a " * 60_000, "x" * 100_000, "'\\:* \0 &" * 1000, "漢" * 50_000, "é" * 70_000, "\ud800"):
        quiz = (await library.quizzes.create(ada.id, draft("Rivers", texts=text), share="public")).quiz
        assert await titles(library, "rivers") == ["Rivers"]
        await library.quizzes.delete(quiz.id)


async def test_many_different_words(library: Library) -> None:
    ada = await teacher(library)
    words = " ".join(f"word{number}" for number in range(9_000))
    await library.quizzes.create(ada.id, draft(texts=words), share="public")
    assert await titles(library, "word17 word16") == ["Rivers"]


def test_words() -> None:
    assert words_of("Ÿes, <i>it's</i> 20.5&nbsp;°C!") == ["yes", "it", "s", "20", "5", "c"]
    assert words_of("") == words_of(" .,;") == []
    assert query_of("well-known 日本 x") == [["well", "known"], ["日", "本"], ["x"]]
