"""The three shapes to drafts: the national list, the details as JSON lines, the answers of `LayThuTuc`."""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.catalogue.importing.shapes import Draft, Paper, ReadCase, ReadFee, ReadResult, Shape, Way
from motcua.catalogue.importing.values import Node, Unreadable, tidy, visible
from motcua.catalogue.parts.words import LegalText

LONGEST_CODE = 20
LIST_COLUMNS = frozenset({"code", "name"})
_BETWEEN = ";"
_OPEN_TO_THE_PUBLIC = "1"


def from_list(columns: Sequence[str], row: Sequence[str]) -> Draft:
    """A row of the national list. Raises Unreadable."""
    if len(row) != len(columns):
        raise Unreadable("columns_differ", "", f"{len(row)} / {len(columns)}")
    node = Node(dict(zip(columns, row, strict=True)))
    code, name, code_as_found = _called(node, "code", "name")
    return Draft(
        shape=Shape.LIST,
        code=code,
        name=name,
        code_as_found=code_as_found,
        fields=_parts(node, "fields"),
        promulgated_by=node.text("promulgating_agency"),
        subjects=_parts(node, "target_subjects"),
        agencies=_parts(node, "executing_departments"),
        kind=node.text("type"),
        state=node.text("state"),
        address=node.text("portal_uuid"),
    )


def from_details(row: Mapping[str, Any]) -> Draft:
    """A line of the details. Raises Unreadable."""
    node = Node(row)
    code, name, code_as_found = _called(node, "code", "name")
    return Draft(
        shape=Shape.DETAILS,
        code=code,
        name=name,
        code_as_found=code_as_found,
        field_code=node.text("field_code"),
        fields=_some(node.text("field")),
        decision=node.text("decision_no"),
        promulgated_by=node.text("promulgating_agency"),
        levels=node.texts("levels"),
        subjects=node.texts("subjects"),
        agencies=node.texts("executing_agencies"),
        resolved_by=node.text("authority"),
        ways=tuple(_way(way) for way in node.nodes("channels")),
        cases=tuple(_case(case) for case in node.nodes("cases")),
        papers=tuple(
            Paper(
                name=paper.text("name"),
                group=paper.text("group"),
                originals=paper.count("original_qty"),
                copies=paper.count("copy_qty"),
                form=paper.flag("has_form_file"),
            )
            for paper in node.nodes("documents")
        ),
        results=tuple(ReadResult(result.text("code"), result.text("name")) for result in node.nodes("results")),
        legal_basis=tuple(LegalText(text.text("code"), text.text("name")) for text in node.nodes("legal_basis")),
        conditions=node.text("requirements"),
        steps=node.text("steps"),
        kind=node.text("formality_type"),
        address=node.text("source_url"),
        changed_at=node.text("updated_at"),
    )


def from_portal(row: Mapping[str, Any]) -> Draft:
    """An answer of the national portal's service `LayThuTuc`. Raises Unreadable."""
    node = Node(row)
    code, name, code_as_found = _called(node, "MATTHC", "TENTTHC")
    fields = list(node.nodes("LINHVUCTHUCHIEN"))
    return Draft(
        shape=Shape.PORTAL,
        code=code,
        name=name,
        code_as_found=code_as_found,
        field_code=fields[0].text("MALINHVUC") if fields else "",
        fields=tuple(text for text in (field.text("TENLINHVUC") for field in fields) if text),
        decision=node.text("SOQUYETDINH"),
        promulgated_by=node.text("MACOQUANCONGBO"),
        levels=_levels_of(node),
        subjects=tuple(subject.text("TENDOITUONG") for subject in node.nodes("DOITUONGTHUCHIEN")),
        agencies=tuple(agency.text("TENDONVI") for agency in node.nodes("COQUANTHUCHIEN")),
        ways=tuple(way for channel in node.nodes("CACHTHUCTHUCHIEN") for way in _portal_ways(channel)),
        papers=tuple(paper for group in node.nodes("THANHPHANHOSO") for paper in _portal_papers(group)),
        results=tuple(
            ReadResult(result.text("MAKETQUA"), result.text("TENKETQUA")) for result in node.nodes("KETQUATHUCHIEN")
        ),
        legal_basis=tuple(
            LegalText(text.text("SOVANBAN"), text.text("TENVANBAN")) for text in node.nodes("CANCUPHAPLY")
        ),
        conditions=node.text("YEUCAU"),
        steps=_portal_steps(node),
        state="" if node.text("TRANGTHAI") in {"", _OPEN_TO_THE_PUBLIC} else node.text("TRANGTHAI"),
    )


def _called(node: Node, code_key: str, name_key: str) -> tuple[str, str, str]:
    """Code and name, without which a row is nothing, and the code with the blanks it had, if any."""
    found = node.raw_text(code_key)
    code, name = tidy(found), " ".join(node.text(name_key).split())
    if not code:
        raise Unreadable("code_missing", code_key)
    if len(code) > LONGEST_CODE:
        raise Unreadable("code_too_long", code_key, code)
    if not name:
        raise Unreadable("name_missing", name_key)
    return code, name, "" if found == code else visible(found)


def _parts(node: Node, key: str) -> tuple[str, ...]:
    return tuple(part for part in (part.strip() for part in node.text(key).split(_BETWEEN)) if part)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _way(node: Node) -> Way:
    amount, leftover = node.number("time_qty")
    return Way(
        channel=node.text("method"),
        amount=amount,
        unit=node.text("time_unit"),
        text=_joined(leftover, node.text("time_text")),
        note=node.text("note"),
        fees=tuple(_fee(fee, "amount", "currency", "text") for fee in node.nodes("fees")),
    )


def _fee(node: Node, amount_key: str, currency_key: str, text_key: str) -> ReadFee:
    amount, leftover = node.number(amount_key)
    return ReadFee(amount, node.text(currency_key), _joined(leftover, node.text(text_key)))


def _case(node: Node) -> ReadCase:
    amount, leftover = node.number("qty")
    return ReadCase(node.text("code"), _joined(node.text("name"), leftover), amount, node.text("unit"))


def _portal_ways(channel: Node) -> list[Way]:
    ways = []
    for time in channel.nodes("THOIGIAN"):
        amount, leftover = time.number("THOIGIANGIAIQUYET")
        ways.append(
            Way(
                channel=channel.text("KENH"),
                amount=amount,
                unit=time.text("DONVITINH"),
                text=leftover,
                note=time.text("MOTA"),
                fees=tuple(_fee(fee, "SOTIEN", "DONVI", "MOTA") for fee in time.nodes("PHILEPHI")),
            )
        )
    return ways or [Way(channel.text("KENH"))]


def _portal_papers(group: Node) -> list[Paper]:
    return [
        Paper(
            name=paper.text("TENGIAYTO") or paper.text("MAGIAYTO"),
            group=group.text("TRUONGHOP"),
            originals=paper.count("SOBANCHINH"),
            copies=paper.count("SOBANSAO"),
            form=bool(paper.text("TENMAUDON") or paper.text("URL")),
            form_name=paper.text("TENMAUDON"),
        )
        for paper in group.nodes("GIAYTO")
    ]


def _levels_of(node: Node) -> tuple[str, ...]:
    found = node.value.get("CAPTHUCHIEN")
    return node.texts("CAPTHUCHIEN") if isinstance(found, list) else _some(node.text("CAPTHUCHIEN"))


def _portal_steps(node: Node) -> str:
    lines: list[str] = []
    for case in node.nodes("TRINHTUTHUCHIEN"):
        lines.append(case.text("TRUONGHOP"))
        lines += [step.text("TENTRINHTU") for step in case.nodes("TRINHTU")]
    return "\n".join(line for line in lines if line)


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)
