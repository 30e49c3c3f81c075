"""How often a page draws, and what its scripts take for it: measured in the page, on a processor as slow as wanted."""

import statistics
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page

SECOND = 1000.0
ON_TIME = 1.5 * SECOND / 60
"""Milliseconds: a frame that comes later was missed on a screen of 60 Hz."""

_COUNT = """
(() => {
  const seen = { frames: [], works: [] };
  window.seenFrames = seen;
  const ask = window.requestAnimationFrame.bind(window);
  let last = 0, work = 0;
  window.requestAnimationFrame = (draw) => ask((now) => {
    if (now !== last) {
      if (last) { seen.frames.push(now - last); seen.works.push(work); }
      last = now;
      work = 0;
    }
    const before = performance.now();
    draw(now);
    work += performance.now() - before;
  });
})();
"""


@dataclass(frozen=True, slots=True)
class Frames:
    """What was measured.

    Attributes:
        per_second: frames drawn.
        on_time: the share of them that came within 1.5 sixtieths of a second.
        work_median, work_p95: milliseconds of the page's own scripts in a frame, by the clock on the wall: what other
            programs take of the processor counts as well.
        scripts: milliseconds of processor time for all scripts of the page, for a frame.
        everything: the same for all that its thread does: painting, too, where no graphics card does that.
    """

    per_second: float
    on_time: float
    work_median: float
    work_p95: float
    scripts: float
    everything: float


def count_frames(page: Page) -> None:
    """From the next address on, frames are counted."""
    page.add_init_script(_COUNT)


def frames_of(page: Page, seconds: float, slowdown: float = 1.0) -> Frames:
    """What a page draws in some seconds, on a processor that is `slowdown` times slower."""
    session = page.context.new_cdp_session(page)
    # Time of the processor, not of the clock: neighbours on this machine do not count.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    try:
        page.evaluate("() => { seenFrames.frames.length = seenFrames.works.length = 0; }")
        before = _metrics(session)
        page.wait_for_timeout(seconds * SECOND)
        seen = page.evaluate("() => seenFrames")
        after = _metrics(session)
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        session.detach()
    intervals, works = sorted(seen["frames"]), sorted(seen["works"])
    count = len(intervals)
    assert count > 1, "nothing was drawn"

    def cost(name: str) -> float:
        return float(after[name] - before[name]) * SECOND / count

    return Frames(
        per_second=round(count * SECOND / sum(intervals), 1),
        on_time=round(sum(interval <= ON_TIME for interval in intervals) / count, 3),
        work_median=round(statistics.median(works), 2),
        work_p95=round(works[int(0.95 * (count - 1))], 2),
        scripts=round(cost("ScriptDuration"), 2),
        everything=round(cost("TaskDuration"), 2),
    )


def _metrics(session: CDPSession) -> dict[str, Any]:
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
