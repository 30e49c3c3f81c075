"""What the server says in a zombie match (pixel.md 8.5)."""

from typing import Any, Literal

import msgspec

from rumpus.pixel.content.power_ups import PowerUpType, Sight
from rumpus.pixel.messages.server_messages import ServerMessage


class ArenaPlayer(msgspec.Struct, frozen=True, rename="camel"):
    """Somebody in the arena, player or bot; the upper left cell is 0, 0."""

    id: str
    name: str
    x: int
    y: int
    is_zombie: bool
    is_bot: bool
    has_healing_item: bool


class ArenaItem(msgspec.Struct, frozen=True, rename="camel"):
    """Something that lies about, among what this client may see."""

    id: str
    type: PowerUpType
    x: int
    y: int
    icon: str
    color: str


class ArenaEffect(msgspec.Struct, frozen=True, rename="camel"):
    """Something that has an effect: for the player `affected_id`, or for all "zombies". `expires_at` is epoch ms."""

    id: str
    type: PowerUpType
    affected_id: str
    expires_at: int | None
    remaining_uses: int | None


class ZombieGameState(ServerMessage, frozen=True):
    """The whole arena, 20 times a second; who asked for deltas gets it when it comes in, and on zombie-resync.

    `players` are always in the same order. `time_remaining` is seconds, `zombie_speed_boost_remaining` ms.
    """

    event = "zombie-game-state"
    players: list[ArenaPlayer]
    time_remaining: int
    survivor_count: int
    zombie_count: int
    items: list[ArenaItem]
    effects: list[ArenaEffect]
    zombie_speed_boost_active: bool
    zombie_speed_boost_remaining: int
    players_with_healing_touch: list[str]


class ZombieDelta(ServerMessage, frozen=True):
    """What changed in a tick, for who asked for it with `auth: {"zombie": "delta"}`; see docs/zombie-delta.md."""

    event = "zombie-delta"
    ours = True
    delta: bytes

    def args(self) -> tuple[Any, ...]:
        """The bytes alone: an attachment."""
        return (self.delta,)


class Cell(msgspec.Struct, frozen=True):
    """A cell of the arena."""

    x: int
    y: int


class ZombieRolesAssigned(ServerMessage, frozen=True):
    """To each player, just before `active` begins."""

    event = "zombie-roles-assigned"
    your_id: str
    your_role: Literal["zombie", "survivor"]
    your_position: Cell
    zombie_count: int
    survivor_count: int


class ZombieInfection(ServerMessage, frozen=True):
    """A survivor is a zombie now; the game lasts `timer_extended_by` ms longer."""

    event = "zombie-infection"
    victim_id: str
    victim_name: str
    zombie_id: str
    zombie_name: str
    survivors_remaining: int
    timer_extended_by: int


class ZombieHealed(ServerMessage, frozen=True):
    """A zombie is a survivor again."""

    event = "zombie-healed"
    healed_id: str
    healed_name: str
    healer_id: str
    healer_name: str


class ZombieItemSpawned(ServerMessage, frozen=True):
    """To those of its visibility, and to spectators."""

    event = "zombie-item-spawned"
    id: str
    type: PowerUpType
    x: int
    y: int
    icon: str
    color: str
    visibility: Sight


class ZombieItemCollected(ServerMessage, frozen=True):
    """To those who could see it."""

    event = "zombie-item-collected"
    item_id: str
    player_id: str
    player_name: str
    item_type: PowerUpType
    is_zombie: bool


class ZombieEffectStarted(ServerMessage, frozen=True):
    """`affected_id` is a player, or "zombies" if all share it; `expires_at` is epoch ms."""

    event = "zombie-effect-started"
    effect_id: str
    type: PowerUpType
    affected_id: str
    expires_at: int | None
    remaining_uses: int | None
    shared_effect: bool
    icon: str
    color: str


class ZombieEffectEnded(ServerMessage, frozen=True):
    """Its time is over, or it is used up."""

    event = "zombie-effect-ended"
    effect_id: str
    type: PowerUpType
    affected_id: str


class ArenaWinner(msgspec.Struct, frozen=True, rename="camel"):
    """Who has won."""

    id: str
    name: str
    is_bot: bool


class MostInfections(msgspec.Struct, frozen=True, rename="camel"):
    """Who infected most."""

    player_id: str
    name: str
    count: int


class LongestSurvivor(msgspec.Struct, frozen=True, rename="camel"):
    """Who was infected last, and after how many ms."""

    player_id: str
    name: str
    survival_time: int


class ZombieStats(msgspec.Struct, frozen=True, rename="camel"):
    """How it went; times in ms since `active` began."""

    total_infections: int
    game_duration: int
    first_infection_time: int | None
    most_infections: MostInfections | None
    longest_survivor: LongestSurvivor | None


class ZombieGameEnd(ServerMessage, frozen=True):
    """Before the results. No winner: nobody survived."""

    event = "zombie-game-end"
    winner: ArenaWinner | None
    zombies_win: bool
    duration: int
    stats: ZombieStats
