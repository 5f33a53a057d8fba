"""What every file of params is made of: the strict model, and the few kinds of text in it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
DURATION_PATTERN = r"^\d+(h|d|w)$"
OFFSET_PATTERN = r"^-?\d+(h|d|w)$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Text that people write for readers, which the linter reads; any other text is a name, a code or a place.
PROSE = "prose"
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), PROSE]
Duration = Annotated[str, StringConstraints(pattern=DURATION_PATTERN)]
# A length of time before (with a minus) or after something.
Offset = Annotated[str, StringConstraints(pattern=OFFSET_PATTERN)]


class Model(BaseModel):
    """Everything read from YAML or JSON: frozen, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
