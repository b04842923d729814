"""The language of the files: columns, states and other words, in English and as Vietnamese systems write them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from motcua.catalogue.types import ApplicantKind, Channel
from motcua.dossier.types import Outcome, State, Timeliness
from motcua.kernel.text import fold

W = TypeVar("W", bound=StrEnum)

HEADINGS: Mapping[str, str] = {
    "code": "code|ma ho so|so ho so|so bien nhan",
    "procedure": "procedure|ma thu tuc|ma tthc",
    "agency": "agency|co quan giai quyet|ma co quan giai quyet|ma co quan|ma dinh danh",
    "receiving": "receiving|co quan tiep nhan|ma co quan tiep nhan|noi tiep nhan",
    "channel": "channel|kenh nop|hinh thuc nop|hinh thuc tiep nhan",
    "case": "case|truong hop",
    "commune": "commune|ma xa|ma phuong xa",
    "quantity": "quantity|so luong",
    "state": "state|trang thai|tinh trang",
    "filed": "filed|ngay nop",
    "received": "received|ngay tiep nhan|ngay nhan",
    "due": "due|ngay hen tra|han tra|han giai quyet|hen tra",
    "reappointed": "reappointed|hen lai|ngay hen lai",
    "supplement_asked": "supplement asked|ngay yeu cau bo sung",
    "supplement_answered": "supplement answered|ngay bo sung|ngay nhan bo sung",
    "paused": "paused|ngay tam dung|tam dung tu",
    "pause_reason": "pause reason|ly do tam dung",
    "decided": "decided|ngay quyet dinh|ngay ky",
    "completed": "completed|ngay xu ly xong|ngay co ket qua|ngay hoan thanh",
    "handed_over": "handed over|ngay tra|ngay tra ket qua",
    "ended": "ended|ngay dung|ngay dong|ngay ket thuc",
    "outcome": "outcome|ket qua|ket qua giai quyet",
    "result_number": "result number|so ket qua|so van ban",
    "class": "class|danh gia|xep loai",
    "step": "step|buoc|buoc xu ly",
    "officer": "officer|can bo|ma can bo|so hieu can bo",
    "name": "name|ho va ten|ho ten|chu ho so|ten chu ho so",
    "applicant_kind": "applicant kind|doi tuong",
    "personal_number": "personal number|so dinh danh|so dinh danh ca nhan|cccd|so cccd",
    "tax_code": "tax code|ma so thue|ma so doanh nghiep",
    "born": "born|ngay sinh",
    "phone": "phone|dien thoai|so dien thoai",
    "address": "address|dia chi",
}
"""Every column with its headings as they read without marks, capitals and signs."""

NEEDED = ("code", "procedure", "agency", "state", "received", "due", "name")
"""What every row must have."""

COLUMN_OF: Mapping[str, str] = {heading: column for column, all_ in HEADINGS.items() for heading in all_.split("|")}

_STATES = {
    State.IN_PROGRESS: "dang giai quyet|dang xu ly|dang thu ly",
    State.AWAITING_SUPPLEMENT: "cho bo sung|yeu cau bo sung|dang cho bo sung",
    State.PAUSED: "tam dung|tam dung tinh thoi gian|khong tinh thoi gian",
    State.DECIDED: "da quyet dinh|da phe duyet|da ky",
    State.COMPLETED: "da xu ly xong|co ket qua|da co ket qua|cho tra ket qua",
    State.HANDED_OVER: "da tra ket qua|da tra",
    State.STOPPED: "dung giai quyet|dung xu ly|rut ho so|da rut",
    State.CLOSED_UNANSWERED: "dong ho so|da dong|qua han bo sung",
}
_CHANNELS = {
    Channel.COUNTER: "truc tiep|tai quay",
    Channel.ONLINE: "truc tuyen",
    Channel.POST: "buu chinh|buu chinh cong ich",
}
_OUTCOMES = {
    Outcome.GRANTED: "dong y|chap thuan|cap|da giai quyet",
    Outcome.REFUSED: "tu choi|khong dong y|tra ho so",
}
_CLASSES = {
    Timeliness.EARLY: "truoc han|som han",
    Timeliness.ON_TIME: "dung han",
    Timeliness.LATE: "qua han|tre han",
}
_APPLICANTS = {
    ApplicantKind.CITIZEN: "cong dan|ca nhan|cong dan viet nam",
    ApplicantKind.ENTERPRISE: "doanh nghiep",
    ApplicantKind.ORGANISATION: "to chuc",
    ApplicantKind.STATE_BODY: "co quan nha nuoc",
    ApplicantKind.FOREIGNER: "nguoi nuoc ngoai",
}


def _named(words: Mapping[W, str], every: type[W]) -> Mapping[str, W]:
    """Each member under its own value, and under what people call it."""
    own = {fold(member.value): member for member in every}
    return own | {word: member for member, said in words.items() for word in said.split("|")}


STATES = {word: state for word, state in _named(_STATES, State).items() if state in _STATES}
CHANNELS = _named(_CHANNELS, Channel)
OUTCOMES = {word: member for word, member in _named(_OUTCOMES, Outcome).items() if member in _OUTCOMES}
CLASSES = _named(_CLASSES, Timeliness)
APPLICANTS = _named(_APPLICANTS, ApplicantKind)
TAKEN_STATES = tuple(_STATES)
"""The states in which a dossier can come over."""
