from rumpus.hall.committer import Committer
from rumpus.hall.figures import Figures
from rumpus.hall.limits import HallLimits
from rumpus.hall.memory_journal import MemoryJournal
from rumpus.hall.outbox import Outbox
from tests.hall.manual_clock import ManualClock


class Place:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.figures = Figures()
        self.clock = ManualClock()
        self.journal = MemoryJournal(held=True)
        self.committer = Committer(self.journal, self.clock, HallLimits(), self.figures)
        self.outbox = self.new_outbox()

    def new_outbox(self) -> Outbox:
        return Outbox("table", self.committer, self.figures, lost=lambda: self.said.append("lost"))

    async def open(self) -> "Place":
        await self.journal.open(self.committer.done)
        return self

    def write(self, outbox: Outbox | None = None) -> None:
        self.committer.turn()
        self.committer.wait(self.outbox if outbox is None else outbox)

    def say(self, word: str) -> None:
        self.outbox.put(lambda: self.said.append(word))

    def commit(self) -> None:
        self.clock.settle()
        self.journal.commit()


async def test_with_nothing_to_wait_for_it_is_said_at_once() -> None:
    place = await Place().open()
    place.say("a")
    assert place.said == ["a"]


async def test_what_is_handled_later_waits_for_what_is_written_before() -> None:
    place = await Place().open()
    place.say("a")
    place.write()
    place.say("b")
    place.say("c")
    assert place.said == ["a"]
    place.commit()
    assert place.said == ["a", "b", "c"]


async def test_each_waits_for_its_own_commit_only() -> None:
    place = await Place().open()
    place.write()
    place.say("a")
    place.clock.settle()
    waiting = place.journal
    place.write()
    place.say("b")
    waiting.commit()
    assert place.said == ["a"]
    place.commit()
    assert place.said == ["a", "b"]


async def test_a_table_does_not_wait_for_another() -> None:
    place = await Place().open()
    place.write(place.new_outbox())
    place.say("a")
    assert place.said == ["a"]


async def test_a_failing_thunk_silences_nobody_else() -> None:
    place = await Place().open()
    place.write()
    place.say("a")
    place.outbox.put([].pop)
    place.say("b")
    place.commit()
    assert place.said == ["a", "b"]
    assert place.figures.stage_errors == 1


async def test_what_a_thunk_puts_in_comes_after_it() -> None:
    place = await Place().open()

    def talk() -> None:
        place.say("answer")
        place.said.append("question")

    place.outbox.put(talk)
    assert place.said == ["question", "answer"]
    place.write()
    place.outbox.put(talk)
    place.say("later")
    place.commit()
    assert place.said == ["question", "answer", "question", "later", "answer"]
