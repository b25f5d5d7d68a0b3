"""Brakes against floods that know nobody: one level for everybody, in memory, forgotten with the process."""

import threading
import time
from collections.abc import Callable


class Brake:
    """Lets `burst` through at once and `per_minute` in the long run, all visitors together."""

    def __init__(self, *, per_minute: int, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self.burst, self.clock = per_minute, burst, clock
        self._left, self._at = float(burst), clock()
        self._lock = threading.Lock()

    def lets_through(self) -> bool:
        """Take one place, if there is one left."""
        with self._lock:
            moment = self.clock()
            self._left = min(self.burst, self._left + (moment - self._at) * self.per_minute / 60)
            self._at = moment
            if self._left < 1:
                return False
            self._left -= 1
            return True


WITHOUT_SCRIPT = Brake(per_minute=20, burst=40)
"""Forms whose browser did no calculation: few people's do not, and each has waited already."""
EVERYBODY = Brake(per_minute=60 * 200, burst=2000)
"""Everything that the public sends, so that a flood that does calculate leaves room for the rest of the site."""
