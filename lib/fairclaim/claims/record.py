"""What everything in a ledger is: frozen, and without a field that nobody declared."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A part of a ledger."""

    model_config = ConfigDict(frozen=True, extra="forbid")
