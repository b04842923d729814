"""E-mail by a mail server (SMTP).

A mail server does not know what it was handed before. So a try is cut in two: until the text is handed over every
failure is certain, and may be tried again; from then on silence means that nobody knows, and it is not repeated.
"""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Literal

from pydantic import Field

from motcua.kernel import clock
from motcua.notices.types import Message, Undelivered, Why
from motcua.notices.vendors.options import VendorOptions

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_PASSING = range(400, 500)


class SmtpOptions(VendorOptions):
    """`smtp://host:port?sender=…&user=…&security=starttls`; the password is in the variable named here."""

    host: str = Field(min_length=1)
    port: int = Field(default=0, ge=0, le=65_535)
    sender: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    user: str = ""
    password_variable: str = "MOTCUA_EMAIL_PASSWORD"  # noqa: S105 - the name of a variable
    security: Literal["starttls", "tls", "none"] = "starttls"
    timeout_seconds: float = Field(default=10, gt=0, le=60)


class Smtp:
    """One connection for each message."""

    knows_keys = False

    def __init__(self, options: SmtpOptions) -> None:
        self._options = options

    def send(self, message: Message) -> str:
        """Hands the letter over. The same message has the same Message-ID at every try."""
        letter = self._letter(message)
        try:
            server = self._opened()
        except (OSError, smtplib.SMTPException) as error:
            raise _unreached(error) from error
        try:
            self._addressed(server, message.to)
            return self._handed_over(server, letter)
        finally:
            _leave(server)

    def _opened(self) -> smtplib.SMTP:
        options = self._options
        port = options.port or _PORTS[options.security]
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if options.security == "tls":
            server = smtplib.SMTP_SSL(options.host, port, timeout=options.timeout_seconds, context=context)
        else:
            server = smtplib.SMTP(options.host, port, timeout=options.timeout_seconds)
        try:
            if options.security == "starttls":
                server.starttls(context=context)
            if options.user:
                server.login(options.user, os.environ.get(options.password_variable, ""))
        except BaseException:
            server.close()
            raise
        return server

    def _addressed(self, server: smtplib.SMTP, to: str) -> None:
        try:
            server.ehlo_or_helo_if_needed()
            answers = [server.mail(self._options.sender)[0], server.rcpt(to)[0]]
        except (OSError, smtplib.SMTPException) as error:
            raise _unreached(error) from error
        for code in answers:
            _must_be_yes(code)

    def _handed_over(self, server: smtplib.SMTP, letter: EmailMessage) -> str:
        try:
            code, _answer = server.data(letter.as_bytes())
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        except (OSError, smtplib.SMTPException) as error:
            raise Undelivered(Why.UNCLEAR, type(error).__name__) from error
        _must_be_yes(code)
        return str(letter["Message-ID"])

    def _letter(self, message: Message) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self._options.sender, message.to, message.subject
        letter["Date"] = format_datetime(clock.outward(message.at))
        host = self._options.sender.rpartition("@")[2]
        letter["Message-ID"] = f"<{sha256(message.key.encode()).hexdigest()[:32]}@{host}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(message.body, charset="utf-8", cte="base64")  # not every server takes eight bits
        return letter


def _must_be_yes(code: int) -> None:
    if code in _PASSING:
        raise Undelivered(Why.NOT_NOW, str(code))
    if code >= _PASSING.stop:
        raise Undelivered(Why.REFUSED, str(code))


def _unreached(error: Exception) -> Undelivered:
    """Nothing was handed over. A wrong account is the house's own fault, and no person's: the channel rests too."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else type(error).__name__
    return Undelivered(Why.NO_ANSWER, str(code))


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
