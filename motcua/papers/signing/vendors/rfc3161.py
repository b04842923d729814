"""A time stamp authority reached by HTTP (RFC 3161)."""

import os
from base64 import b64encode

from asn1crypto import tsp
from pydantic import Field

from motcua.papers.signing.vendors import asking, troubles
from motcua.papers.signing.vendors.options import VendorOptions


class Rfc3161Options(VendorOptions):
    """The authority's address. `account_variable` names a variable of the environment with `user:password`."""

    address: str = Field(pattern=r"^https?://")
    account_variable: str = ""
    timeout_seconds: float = Field(default=10, gt=0, le=60)


class Rfc3161:
    """Sends a digest, gets a token."""

    def __init__(self, options: Rfc3161Options) -> None:
        self._options = options

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer."""
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        if self._options.account_variable:
            account = os.environ.get(self._options.account_variable, "")
            headers["Authorization"] = f"Basic {b64encode(account.encode()).decode()}"
        try:
            content = asking.asked(
                self._options.address, request.dump(), headers=headers, timeout_seconds=self._options.timeout_seconds
            )
            response = tsp.TimeStampResp.load(content)
            response["status"]["status"].native  # noqa: B018 - reads it, so that nonsense is found here
        except asking.NoAnswerError as error:
            raise troubles.out_of_reach(self._options.address) from error
        except asking.AnswerIsNoError as error:
            raise troubles.refused_by_vendor(str(error)) from None
        except (ValueError, TypeError) as error:
            raise troubles.refused_by_vendor(type(error).__name__) from error
        return response
