"""Counting after the game: what was acknowledged, what of it counts, and whether everybody tells the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rumpus.rehearse.quiz.host import Entries, Host, Remote
from rumpus.rehearse.quiz.player import Player

Listed = Mapping[int, Mapping[str, tuple[bool, int]]]
"""By question and player's name: verdict and score in the final results."""


class Reckoning(NamedTuple):
    """What the answers came to.

    Attributes:
        sent: answers that players sent.
        acknowledged: of these, answers that the server said it had.
        counted: of these, answers that stand in the final results, with the right verdict.
        lost: sent, and not counted or never acknowledged.
        disagreements: sentences; empty if all views tell the same.
    """

    sent: int
    acknowledged: int
    counted: int
    lost: int
    disagreements: list[str]


class _Findings:
    """Gathers what disagrees: how often, and one example of each."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._example: dict[str, str] = {}

    def add(self, what: str, example: str) -> None:
        self._count[what] += 1
        self._example.setdefault(what, example)

    def sentences(self) -> list[str]:
        return [f"{count} times: {what} (e.g. {self._example[what]})" for what, count in self._count.items()]


def reckon(players: Sequence[Player], host: Host, remote: Remote) -> Reckoning:
    """Compare what players, host and remote were told."""
    findings = _Findings()
    listed = {int(index): _by_name(index, entries, findings) for index, entries in host.final.items()}
    known = {player.name for player in players}
    for index, entries in listed.items():
        for stranger in entries.keys() - known:
            findings.add("the results hold an answer of nobody who plays", f"question {index}: {stranger!r}")
    sent = acknowledged = counted = 0
    for player in players:
        sent += sum(bool(answered.sent_at) for answered in player.answers.values())
        acknowledged += sum(bool(answered.acknowledged_at) for answered in player.answers.values())
        counted += _counted(player, listed, findings)
        _compare_scores(player, listed, findings)
    _compare_tellings(host, remote, acknowledged, findings)
    _compare_ends(players, listed, findings)
    return Reckoning(sent, acknowledged, counted, sent - counted, findings.sentences())


def _counted(player: Player, listed: Listed, findings: _Findings) -> int:
    """How many acknowledged answers of a player stand in the results as they must."""
    counted = 0
    for index, answered in player.answers.items():
        entry = listed.get(index, {}).get(player.name)
        if entry is None or not answered.acknowledged_at:
            continue
        right, score = entry
        if right == answered.right and (right or not score):
            counted += 1
        else:
            findings.add("an answer was counted with the wrong verdict", f"{player.name}, question {index}")
    return counted


def _compare_scores(player: Player, listed: Listed, findings: _Findings) -> None:
    for index, entries in listed.items():
        own, told = player.scores.get(index), entries.get(player.name, (False, 0))[1]
        if own not in (None, told):
            what = f"{player.name}, question {index}: {own}, not {told}"
            findings.add("a player was told another score than the final results tell", what)


def _compare_tellings(host: Host, remote: Remote, acknowledged: int, findings: _Findings) -> None:
    for index, results in host.results.items():
        if results != host.final.get(str(index), []):
            findings.add("question_results and final_results differ", f"question {index}")
        if remote.results.get(index, []) != results:
            findings.add("host and remote control were told different question_results", f"question {index}")
    if remote.final != host.final:
        findings.add("host and remote control were told different final_results", f"{len(remote.final)} questions")
    if remote.answers != acknowledged:
        findings.add("the remote control was not told of each answer once", f"{remote.answers} of {acknowledged}")


def _by_name(index: str, entries: Entries, findings: _Findings) -> dict[str, tuple[bool, int]]:
    listed: dict[str, tuple[bool, int]] = {}
    for entry in entries:
        if entry["username"] in listed:
            findings.add("an answer is counted twice", f"question {index}: {entry['username']}")
        listed[entry["username"]] = (entry["right"], entry["score"])
    return listed


def _compare_ends(players: Sequence[Player], listed: Listed, findings: _Findings) -> None:
    """Each player's own end: total and, where it is told, rank."""
    totals: Counter[str] = Counter()
    for entries in listed.values():
        totals.update({name: score for name, (_, score) in entries.items()})
    ordered = sorted((totals[player.name] for player in players), reverse=True)
    ranks = {total: ordered.index(total) + 1 for total in set(ordered)}
    for player in players:
        total = totals[player.name]
        rank = ranks[total]
        if player.total is None:
            findings.add("a player never heard its final total", player.name)
        elif player.total != total:
            findings.add("a player's total is not that of the results", f"{player.name}: {player.total}, not {total}")
        elif player.rank not in (None, rank):
            findings.add("a player's rank is not that of the results", f"{player.name}: {player.rank}, not {rank}")
