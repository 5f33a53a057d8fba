"""Every method, in one explicit tuple: adding one is adding its file and its line here."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from fairclaim.stats.method import Method
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.place import PlaceAmongUnits
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.xmr import XmR

METHODS: tuple[type[Method], ...] = (
    # Proportions
    Proportion,
    Difference,
    # Counts and rates
    # Scores and quantities
    PairedChange,
    # Time
    # Designs
    # Many units, many looks
    XmR,
    PlaceAmongUnits,
    # What could overturn it
)

if TYPE_CHECKING:
    AnyMethod = Method
else:
    AnyMethod = Annotated[Union[METHODS], Field(discriminator="name")]  # noqa: UP007 - made of the tuple above
