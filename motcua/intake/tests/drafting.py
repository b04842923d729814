"""What the tests of drafts share: An files, Cuong is a stranger, and what both type."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.accounts.types import Citizen
from motcua.intake import commands
from motcua.intake.tests.test_intake import CODE, NOW
from motcua.intake.types import DraftFile
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.papers.store.tests import corpus
from motcua.parties.tests.factories import AN, CUONG
from motcua.process.types import Receipt

AN_LOGGED_IN = Citizen(id=7, name=AN.name, identity=AN.identity, level="2")
CUONG_LOGGED_IN = Citizen(id=8, name=CUONG.name, identity=CUONG.identity, level="2")
WHO = {"kind": "person", "name": AN.name, "number": "022195001234", "born": "1995-04-15", "phone": "0912345678"}
PROXY = {"kind": "person", "name": CUONG.name, "number": "022090005678", "paper": "Giấy ủy quyền"}
WHAT = {"commune": "06685", "note": "Nhà mới xây ở tổ 5"}
CONTENT: dict[str, Any] = {"who": WHO, "what": WHAT, "result": {"method": "counter"}}


def begun(citizen: Citizen | None = None, *, code: str = CODE, **sections: Any) -> tuple[int, str]:
    """A draft in which everything was typed, and the secret of its link."""
    draft, secret = commands.begin_draft(at=NOW, procedure_code=code, citizen=citizen)
    commands.keep_draft(at=NOW, draft_id=draft.id, content=CONTENT | sections, citizen=citizen)
    return draft.id, secret


def attach(
    draft_id: int, component: str = "request", *, citizen: Citizen | None = None, content: bytes | None = None
) -> DraftFile:
    """A file for one of its papers."""
    accepted = commands.accept_file(
        at=NOW, draft_id=draft_id, content=content or corpus.pdf(), name_hint="don.pdf", citizen=citizen
    )
    return commands.add_file(at=NOW, draft_id=draft_id, component=component, accepted=accepted, citizen=citizen)


def filed(draft_id: int, *, citizen: Citizen | None = None, key: RequestKey | None = None) -> Receipt:
    return commands.file_draft(at=NOW, draft_id=draft_id, key=key, citizen=citizen)


def refusal_of(act: Callable[..., object], *given: object, **named: object) -> str:
    """The code with which it is refused."""
    with pytest.raises(Refused) as refused:
        act(*given, **named)
    return refused.value.refusal.code
