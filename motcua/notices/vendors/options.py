"""What the options of all vendors have in common."""

from pydantic import BaseModel, ConfigDict


class VendorOptions(BaseModel):
    """Options are typed and complete: one that no vendor knows is an error, not a silent nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
