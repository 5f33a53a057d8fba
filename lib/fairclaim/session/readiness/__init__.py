"""Is a quarter ready to be run? What its report will get, lose and lack, without a look at any outcome of it."""

from fairclaim.session.readiness.gather import nothing_read, readiness
from fairclaim.session.readiness.states import Readiness

__all__ = ["Readiness", "nothing_read", "readiness"]
