"""Transfers to the agency's own account by the code VietQR. No bank tells of them: the statement of the account does.

The statement is a table that a bank's programs export; how its columns are called is said in the address.
"""

import csv
import io
import re
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from motcua.payments.rules import vietqr
from motcua.payments.rules.ordering import reference_in
from motcua.payments.types import (
    Asked,
    Back,
    FileKind,
    FileLine,
    ForgedNoticeError,
    GatewayFault,
    GatewayTrouble,
    Told,
    Way,
)

_NOT_DIGITS = re.compile(r"[^\d-]")


class VietQrOptions(BaseModel):
    """`vietqr:?time=…&separator=;`: the columns of the bank's file, how it writes instants, and what separates them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    transaction: str = "Số giao dịch"
    time: str = "Thời gian"
    amount: str = "Số tiền"
    text: str = "Nội dung"
    written: str = "%d/%m/%Y %H:%M"
    separator: str = ","


class VietQr:
    """A code for the person's bank; the money is found in the statement of the account."""

    needs_account = True
    acknowledgement = ""

    def __init__(self, options: VietQrOptions) -> None:
        self._options = options

    def begin(self, asked: Asked) -> Way:
        """The code of the transfer, with the order's name as its purpose."""
        if asked.account is None:
            raise GatewayTrouble(GatewayFault.REFUSED, "vietqr:account")
        to = asked.account
        return Way(
            code=vietqr.payload(bank_code=to.bank_code, account=to.number, amount=asked.amount, purpose=asked.reference)
        )

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Told | None:
        """There are none, so whatever comes was sent by somebody else."""
        raise ForgedNoticeError("Banks send no notices of transfers.")

    def ask(self, reference: str) -> Told | None:
        """Nobody can be asked."""
        return None

    def give_back(self, back: Back, *, at: datetime) -> str:
        """A transfer goes back by another transfer, which a person makes."""
        raise GatewayTrouble(GatewayFault.REFUSED, "vietqr:by-hand")

    def read_file(self, content: bytes) -> tuple[FileLine, ...]:
        """What came into the account; what left it is somebody else's business."""
        options = self._options
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=options.separator)
        wanted = {options.transaction, options.time, options.amount, options.text}
        if missing := sorted(wanted - set(rows.fieldnames or ())):
            raise ValueError(", ".join(missing))
        return tuple(
            FileLine(
                FileKind.PAID,
                row[options.transaction].strip(),
                reference_in(row[options.text]),
                amount,
                datetime.strptime(row[options.time].strip(), options.written),
            )
            for row in rows
            if (amount := int(_NOT_DIGITS.sub("", row[options.amount]) or 0)) > 0
        )
