"""What holds for the phases of every mode (pixel.md 3.3); how long they last stands with each mode."""

import pytest

from rumpus.pixel.rules.phases import OVER
from rumpus.pixel.rules.registry import BEGINS


@pytest.mark.parametrize("mode", BEGINS)
def test_every_phase_can_be_reached_and_leads_on(mode: str) -> None:
    phases = BEGINS[mode].phases
    reached, queue = set[str](), [next(iter(phases))]
    while queue:
        phase = queue.pop()
        if phase not in reached and phase != OVER:
            reached.add(phase)
            assert phases[phase].then
            queue += phases[phase].then.values()
    assert reached == set(phases)
