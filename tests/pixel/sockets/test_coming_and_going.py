"""People come, go, lose their sockets and come back at random, in many games at once: nobody is lost, nobody stays."""

import random
from collections.abc import Iterator

import pytest

from rumpus.hall import MemoryJournal
from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.allowance import Allowance
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.secrets_out import key_of
from tests.pixel.house import DEPLOYED, DRAWING, OURS, House, Person, house_of
from tests.until import until

PLAYED = [BATTLE, COPYCAT, COPYCAT, GUESSER, GUESSER, SOLO, ROYALE]
MOST_PEOPLE = 20
GRACE_AND_MORE = 70_000


@pytest.fixture(autouse=True)
def without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Allowance, "takes", lambda *_: None)


# ---- what must fit together ------------------------------------------------------------------------------------------


def faults(house: House) -> list[str]:
    """What does not fit together of sockets, seats, sessions and rooms. Nothing, if all is well."""
    reception = house.pixels._reception
    companies = reception.companies
    found: list[str] = []
    seats = 0
    for company in companies.running():
        seats += len(company.game.people)
        found.extend(f"{company.game.spec.id}: {fault}" for fault in faults_of(house, company))
    for guest in reception.online._here:
        place = guest.company
        if place is not None and guest.seat is not None and place.guests.get(guest.seat) is not guest:
            found.append("a socket sits where another one does")
        if place is not None and not place.table.is_open:
            found.append("a socket sits at a closed table")
    if companies.seated != seats:
        found.append(f"{companies.seated} are counted on {seats} seats")
    return found


def faults_of(house: House, company: Company) -> Iterator[str]:
    reception, game = house.pixels._reception, company.game
    if not len(game.people):
        yield "it is empty"
    if game.private and (game.host is None or game.host not in game.people):
        yield "there is no host"
    if len({member.discriminator for member in game.people}) != len(game.people):
        yield "two are called the same"
    if any(guest.company is not company for guest in company._groups):
        yield "somebody hears of it who does not sit there"
    for member in game.people:
        guest = company.guests.get(member.seat)
        if member.is_here != (guest is not None and guest in reception.online._here):
            yield f"seat {member.seat} is {'here' if member.is_here else 'away'}, its socket is not"
        if guest is not None and (guest.company, guest.seat) != (company, member.seat):
            yield f"the socket of seat {member.seat} sits elsewhere"
        if guest is not None and guest.session_key not in member.keys:
            yield f"the socket of seat {member.seat} could not come back"
        if any(reception.companies.seat_of(key) != (company, member.seat) for key in member.keys):
            yield f"a session of seat {member.seat} leads elsewhere"


def views(house: House) -> dict[str, InstanceView]:
    """All instances, as the rules see them."""
    games = [company.game for company in house.pixels._reception.companies.running()]
    return {game.instance_id: game.view_for(None) for game in games}


# ---- what happens ----------------------------------------------------------------------------------------------------


async def settles(person: Person) -> None:
    """All that somebody said was answered, or their connection has ended."""
    if person.client.is_connected and person.client.lost is None:
        answers: list[object] = []
        person.client.emit("ping", ack=answers.append)
        await until(lambda: answers or person.client.lost is not None)


class Crowd:
    """People who do anything at any time."""

    def __init__(self, house: House, dice: random.Random) -> None:
        self.house = house
        self.dice = dice
        self.people: list[Person] = []
        self.lost: list[str] = []
        self.codes = ["AAAA"]

    async def does_something(self) -> None:
        people = [person for person in self.people if person.client.lost is None]
        happens = self.dice.random()
        if len(people) < 4 or (happens < 0.05 and len(people) < MOST_PEOPLE):
            await self.somebody_comes()
        elif happens < 0.1:
            await self.house.passes(self.dice.choice([100, 3_000, 5_000, 15_000, 30_000]))
        elif happens < 0.15:
            await self.time_is_late(self.dice.choice(people))
        elif happens < 0.3:
            self.all_play(people)
        else:
            self.one_moves(self.dice.choice(people))

    async def settle(self) -> None:
        for person in self.people:
            await settles(person)
        await until(lambda: not faults(self.house), within=5)

    async def somebody_comes(self) -> None:
        auth = {"browserId": f"browser {self.dice.randrange(12)}"} if self.dice.random() < 0.5 else None
        self.people.append(await self.house.person(self.dice.choice([OURS, DEPLOYED]), auth))

    async def time_is_late(self, person: Person) -> None:
        """The loop was busy: what is said comes before the timers that are due."""
        self.house.clock.ahead += self.dice.choice([5_000, 10_000, 15_000, 30_000])
        if self.dice.random() < 0.5:
            self.cut(person)
        else:
            person.say(self.dice.choice(["leave-lobby", "join-public"]))
            await settles(person)

    def cut(self, person: Person) -> None:
        self.lost.append(person.session_id)
        person.cut()

    def one_moves(self, person: Person) -> None:
        """Somebody joins, leaves, is lost, comes back, or is the host."""
        self.codes += [args[0]["code"] for event, args in person.ever[-20:] if event == "room-created"]
        mode, code = self.dice.choice(PLAYED), self.dice.choice(self.codes[-4:])
        old = self.dice.choice([other.session_id for other in self.people] + self.lost[-3:])
        whom = self.dice.choice(self.people).player_id
        said: tuple[str, object]
        match self.dice.randrange(14):
            case 0 | 1:
                return self.cut(person)
            case 2 | 3 | 4:
                said = "join-public", {"gameMode": mode}
            case 5:
                said = "create-room", {"gameMode": mode, "password": self.dice.choice(["secret", None])}
            case 6 | 7:
                said = "join-room", {"code": code, "password": "secret"}
            case 8 | 9:
                said = "restore-session", {"sessionId": old}
            case 10:
                said = "leave-lobby", None
            case 11:
                said = "host-kick-player", {"playerId": whom}
            case 12:
                said = "host-change-password", {"password": self.dice.choice(["secret", None, "other"])}
            case _:
                person.say("join-room", {"code": code, "password": "secret"})  # hashed, while it joins another one
                said = "join-public", {"gameMode": mode}
        person.say(*said)
        return None

    def all_play(self, people: list[Person]) -> None:
        """Hosts start, and everybody does what their game may ask for."""
        for person in people:
            for event, args in person.ever[-30:]:
                if event == "voting-round":
                    person.say("vote", {"chosenId": args[0]["imageA"]["playerId"]})
                elif event == "finale-start":
                    person.say("finale-vote", {"playerId": args[0]["finalists"][0]["playerId"]})
            person.say("host-start-game")
            person.say("submit-drawing", {"pixels": DRAWING}).say("royale-submit", {"pixels": DRAWING})
            person.say("pixelguesser-draw", {"pixels": "0F"}).say("pixelguesser-guess", {"guess": "cat"})
            person.say("copycat-rematch-vote", {"wantsRematch": self.dice.random() < 0.7})


# ---- and nothing of it does harm -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
async def test_nobody_is_lost_and_nobody_stays(seed: int) -> None:
    dice = random.Random(seed)
    async with house_of() as house:
        crowd = Crowd(house, dice)
        for _ in range(300):
            await crowd.does_something()
            if dice.random() < 0.3:
                await crowd.settle()
        for person in crowd.people:
            person.cut()
        await until(lambda: not house.pixels._reception.online._here)
        await house.passes(GRACE_AND_MORE)
        await until(lambda: not house.hall.tables)
        assert house.hall.figures.rule_errors == house.hall.figures.stage_errors == 0
        assert house.pixels._reception.companies.seated == 0


@pytest.mark.parametrize("seed", range(4))
async def test_all_games_are_as_they_were_after_a_restart(seed: int) -> None:
    dice = random.Random(seed)
    journal = MemoryJournal()
    before: dict[str, InstanceView] = {}
    sessions: dict[str, str] = {}
    for _ in range(4):
        async with house_of(journal=journal) as house:
            assert views(house) == before
            crowd = Crowd(house, dice)
            for player_id, session in sessions.items():
                person = await house.person()
                person.say("restore-session", {"sessionId": session})
                assert (await person.hears("session-restored"))["playerId"] == player_id
                crowd.people.append(person)
            await house.passes(10_000)
            assert not any(table.paused for table in house.hall.tables.values())
            for _ in range(150):
                await crowd.does_something()
            await crowd.settle()
            await house.passes(1)  # what is due happens before the end
            await crowd.settle()
            before = views(house)
            sessions = {}
            for person in crowd.people:
                place = house.pixels._reception.companies.seat_of(key_of(person.session_id))
                if place is not None:
                    company, seat = place
                    sessions[company.game.people.id_of(seat)] = person.session_id
