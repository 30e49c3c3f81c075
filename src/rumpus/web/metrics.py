"""What a running server counts, in the text format of Prometheus."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

GC_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5)
"""Seconds. A pause of the garbage collector stops every game, so long ones must show."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure that is read when somebody asks for the metrics."""

    name: str
    help: str
    read: Callable[[], float]
    counts: bool = False
    """True for figures that only rise."""


class Metrics(Collector):
    """The figures of one server. `text()` is what a scraper gets."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = tuple(readings)
        self._registry = CollectorRegistry()
        self._registry.register(self)
        self._pauses = Histogram(
            "rumpus_gc_pause_seconds", "Pauses of the garbage collector", buckets=GC_BUCKETS, registry=self._registry
        )
        self._paused_at = 0.0

    def collect(self) -> Iterable[Metric]:
        """Read every figure now."""
        for reading in self._readings:
            family = CounterMetricFamily if reading.counts else GaugeMetricFamily
            yield family(reading.name, reading.help, value=reading.read())

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)

    def watch_gc(self) -> None:
        """Measure the garbage collector's pauses from now on."""
        gc.callbacks.append(self._on_gc)

    def unwatch_gc(self) -> None:
        """Stop measuring."""
        if self._on_gc in gc.callbacks:
            gc.callbacks.remove(self._on_gc)

    def _on_gc(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._paused_at = time.perf_counter()
        else:
            self._pauses.observe(time.perf_counter() - self._paused_at)
