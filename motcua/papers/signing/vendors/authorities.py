"""What a time stamp authority must be able to do."""

from typing import Protocol

from asn1crypto import tsp


class Authority(Protocol):
    """Answers requests for time stamps (RFC 3161). Each vendor passes the one contract suite."""

    def answer(self, request: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """The authority's answer. Raises SigningError where it cannot be reached."""
