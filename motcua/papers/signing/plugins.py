"""The registry of vendors: of keys that sign, and of authorities that stamp."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from motcua.kernel.types import Refusal
from motcua.papers.signing.types import SignerPlugin, SigningError
from motcua.papers.signing.vendors import demo, pkcs11, pkcs12, remote, rfc3161
from motcua.papers.signing.vendors.authorities import Authority

Made = TypeVar("Made")
Options = TypeVar("Options", bound=BaseModel)


class _Named(BaseModel):
    model_config = ConfigDict(extra="allow")

    vendor: str


@dataclass(frozen=True, slots=True)
class Vendor(Generic[Made]):
    """A vendor by name: the options he takes, and what makes the plugin of them."""

    name: str
    options: type[BaseModel]
    make: Callable[[Any], Made]


class Registry(Generic[Made]):
    """Vendors of one kind, by name."""

    def __init__(self, *vendors: Vendor[Made]) -> None:
        self._vendors = {vendor.name: vendor for vendor in vendors}

    def register(self, vendor: Vendor[Made]) -> None:
        """Makes a vendor known. Names are unique."""
        if self._vendors.setdefault(vendor.name, vendor) is not vendor:
            raise ValueError(f"The vendor {vendor.name!r} is registered twice.")

    def names(self) -> tuple[str, ...]:
        """All vendors."""
        return tuple(sorted(self._vendors))

    def made(self, written: Mapping[str, Any], *, where: str) -> Made:
        """The plugin of these options, of which `vendor` names the vendor. Raises SigningError for wrong ones.

        `where` says in which place of the settings they stand.
        """
        try:
            name = _Named.model_validate(written).vendor
            if name not in self._vendors:
                raise _wrong(where, f"vendor: {', '.join(self.names())}")
            vendor = self._vendors[name]
            rest = {key: value for key, value in written.items() if key != "vendor"}
            return vendor.make(vendor.options.model_validate(rest))
        except ValidationError as error:
            raise _wrong(where, ", ".join(_place(one) for one in error.errors())) from error


def _place(error: Any) -> str:
    return ".".join(str(part) for part in error["loc"]) + f" ({error['msg']})"


def _wrong(where: str, what: str) -> SigningError:
    return SigningError(Refusal("signing_settings_wrong", {"where": where, "what": what}), is_permanent=True)


SIGNERS: Registry[SignerPlugin] = Registry(
    Vendor("pkcs12", pkcs12.Pkcs12Options, pkcs12.Pkcs12),
    Vendor("pkcs11", pkcs11.Pkcs11Options, pkcs11.Pkcs11),
    Vendor("remote", remote.RemoteOptions, remote.Remote),
    Vendor("demo", demo.DemoOptions, demo.Demo),
)
AUTHORITIES: Registry[Authority] = Registry(
    Vendor("rfc3161", rfc3161.Rfc3161Options, rfc3161.Rfc3161),
    Vendor("demo", demo.DemoAuthorityOptions, demo.DemoAuthority),
)
