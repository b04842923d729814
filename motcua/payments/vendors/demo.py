"""The demonstration: a gateway that moves no money, with a page on which everything that can happen can be pressed.

Its notices are signed as those of real ones are: HMAC-SHA256 over the body as it was sent.
"""

import csv
import hmac
import io
import json
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from motcua.payments import demo_commands
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

SIGNATURE = "x-signature"
_COLUMNS = ("kind", "transaction", "reference", "amount", "at")
_PAID = "paid"


class DemoOptions(BaseModel):
    """`demo:?secret=…&away=yes`. `away`: the gateway does not answer; `page`: where its own page is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    secret: str = Field(default="demo", min_length=4)
    page: str = "/thanh-toan/demo/"
    away: bool = False


class Demo:
    """A gateway that remembers what was pressed on its page."""

    needs_account = False
    acknowledgement = '{"result":"ok"}'

    def __init__(self, options: DemoOptions) -> None:
        self._options = options

    def begin(self, asked: Asked) -> Way:
        """Its own page."""
        self._answers()
        query = {"amount": asked.amount, "until": asked.expires_at.isoformat(), "back": asked.back}
        return Way(url=f"{self._options.page}{asked.reference}/?{urlencode(query)}")

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Told | None:
        """The money a notice tells of, once its signature is right."""
        if not hmac.compare_digest(headers.get(SIGNATURE, "").encode(), self.signature(body).encode()):
            raise ForgedNoticeError("The signature of the notice is wrong.")
        try:
            said = json.loads(body)
            told = Told(said["reference"], said["transaction"], said["amount"], datetime.fromisoformat(said["paid_at"]))
            return told if said["result"] == _PAID else None
        except (ValueError, KeyError, TypeError) as error:
            raise ForgedNoticeError("The notice cannot be read.") from error

    def ask(self, reference: str) -> Told | None:
        """The first money that came for an order."""
        self._answers()
        return demo_commands.money_for(reference)

    def give_back(self, back: Back, *, at: datetime) -> str:
        """Remembers that it gave money back."""
        self._answers()
        known_as = demo_commands.give_back(back, at=at)
        if known_as is None:
            raise GatewayTrouble(GatewayFault.REFUSED, "demo:unknown")
        return known_as

    def read_file(self, content: bytes) -> tuple[FileLine, ...]:
        """Lines as `file_of` writes them."""
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        if not rows or tuple(rows[0]) != _COLUMNS:
            raise ValueError("The first line must name the columns: " + ", ".join(_COLUMNS))
        return tuple(_line(row) for row in rows[1:])

    def signature(self, body: bytes) -> str:
        """The signature of a notice."""
        return hmac.new(self._options.secret.encode(), body, sha256).hexdigest()

    def notice(self, told: Told, *, is_paid: bool = True) -> tuple[bytes, dict[str, str]]:
        """A notice about money, as it is sent: the body, and the header that signs it."""
        said: dict[str, Any] = {
            "reference": told.reference,
            "transaction": told.transaction,
            "amount": told.amount,
            "paid_at": told.paid_at.isoformat(),
            "result": _PAID if is_paid else "failed",
        }
        body = json.dumps(said).encode()
        return body, {SIGNATURE: self.signature(body)}

    def file_of(self, day: date) -> bytes:
        """Its file of a day."""
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(_COLUMNS)
        for line in demo_commands.lines_of(day):
            rows.writerow((line.kind.value, line.transaction, line.reference, line.amount, line.at.isoformat()))
        return text.getvalue().encode()

    def _answers(self) -> None:
        if self._options.away:
            raise GatewayTrouble(GatewayFault.NO_ANSWER, "demo:away")


def _line(row: list[str]) -> FileLine:
    kind, transaction, reference, amount, at = row
    return FileLine(FileKind(kind), transaction, reference, int(amount), datetime.fromisoformat(at))
