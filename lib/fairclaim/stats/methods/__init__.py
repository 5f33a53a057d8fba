"""Every method, in one explicit tuple: adding one is adding its file and its line here."""

from typing import Annotated, Union

from pydantic import Field

from fairclaim.stats.method import Method
from fairclaim.stats.methods.difference import Difference
from fairclaim.stats.methods.paired_change import PairedChange
from fairclaim.stats.methods.place import PlaceAmongUnits
from fairclaim.stats.methods.proportion import Proportion
from fairclaim.stats.methods.xmr import XmR

METHODS: tuple[type[Method], ...] = (Proportion, Difference, PairedChange, XmR, PlaceAmongUnits)

AnyMethod = Annotated[Union[Proportion, Difference, PairedChange, XmR, PlaceAmongUnits], Field(discriminator="name")]  # noqa: UP007
