"""The stages of one run: told to whoever watches and to the log, and how long each took."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Clock:
    """Tells each stage as it starts.

    Parameters
    ----------
    tell : callable of str
    seconds : dict of str to float
        Stage → how long it took, filled as the run goes.
    """

    tell: Callable[[str], None]
    seconds: dict[str, float] = field(default_factory=dict)
    _running: tuple[str, float] | None = None

    def stage(self, name: str) -> None:
        """Start a stage, which ends the one before."""
        self.stop()
        self._running = name, time.monotonic()
        self.tell(name)

    def stop(self) -> dict[str, float]:
        """End the stage that runs, if one does, and return the seconds of all."""
        if self._running is not None:
            name, since = self._running
            self.seconds[name] = round(time.monotonic() - since, 2)
            self._running = None
        return self.seconds
