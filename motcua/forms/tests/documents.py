"""Forms as an administrator writes them, and as chance does."""

import string
from typing import Any

from hypothesis import strategies as st

BIRTH: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["child", "born", "sex", "registered_before", "brothers_told", "mother_number", "sworn"],
    "properties": {
        "registered_before": {"type": "string", "enum": ["no", "yes"]},
        "child": {"type": "string", "maxLength": 50},
        "born": {"type": "string", "format": "date"},
        "sex": {"type": "string", "enum": ["male", "female"]},
        "age": {"type": "integer", "readOnly": True},
        "weight": {"type": "number", "minimum": 0.2, "maximum": 10},
        "has_brothers": {"type": "boolean"},
        "brothers_told": {"type": "string", "maxLength": 20},
        "mother_number": {"type": "string", "format": "personal-number"},
        "mother_commune": {"type": "string", "format": "commune"},
        "household": {
            "type": "array",
            "maxItems": 3,
            "items": {
                "type": "object",
                "required": ["name", "earns"],
                "properties": {
                    "name": {"type": "string", "maxLength": 30},
                    "works": {"type": "boolean"},
                    "earns": {"type": "integer", "minimum": 0},
                },
            },
        },
        "heads": {"type": "integer", "readOnly": True},
        "income": {"type": "integer", "readOnly": True, "maximum": 100_000_000},
        "help": {
            "type": "array",
            "uniqueItems": True,
            "maxItems": 2,
            "items": {"type": "string", "enum": ["copies", "insurance", "residence"]},
        },
        "copies": {"type": "integer", "minimum": 1, "maximum": 20},
        "sworn": {"type": "boolean", "const": True},
    },
    "layout": {
        "title": {"vi": "Tờ khai đăng ký khai sinh", "en": "Registration of a birth"},
        "pages": [
            {
                "key": "child",
                "title": {"vi": "Trẻ"},
                "fields": ["registered_before", "child", "born", "sex", "age", "weight"],
            },
            {"key": "mother", "title": {"vi": "Mẹ"}, "fields": ["mother_number", "mother_commune"]},
            {
                "key": "house",
                "title": {"vi": "Gia đình"},
                "fields": ["has_brothers", "brothers_told", "household", "heads", "income"],
            },
            {"key": "help", "title": {"vi": "Đề nghị"}, "fields": ["help"]},
            {
                "key": "copies",
                "title": {"vi": "Bản sao"},
                "fields": ["copies"],
                "shown_when": {"help": {"contains": {"const": "copies"}}},
            },
            {"key": "end", "title": {"vi": "Cam đoan"}, "fields": ["sworn"]},
        ],
        "fields": {
            "registered_before": {
                "label": {"vi": "Trẻ đã được đăng ký khai sinh chưa?"},
                "choices": {"no": {"vi": "Chưa"}, "yes": {"vi": "Rồi"}},
            },
            "child": {"label": {"vi": "Họ, chữ đệm, tên", "en": "Name"}},
            "born": {"label": {"vi": "Ngày sinh"}, "earliest": "2020-01-01", "latest": "today"},
            "sex": {"label": {"vi": "Giới tính"}, "choices": {"male": {"vi": "Nam"}, "female": {"vi": "Nữ"}}},
            "age": {"label": {"vi": "Tuổi"}, "value": {"years_since": ["born"]}},
            "weight": {"label": {"vi": "Cân nặng (kg)"}},
            "has_brothers": {"label": {"vi": "Có anh chị em"}},
            "brothers_told": {"label": {"vi": "Anh chị em"}, "shown_when": {"has_brothers": {"const": True}}},
            "mother_number": {"label": {"vi": "Số định danh"}, "prefill": "number"},
            "mother_commune": {"label": {"vi": "Nơi cư trú"}},
            "household": {
                "label": {"vi": "Thành viên hộ"},
                "order": ["name", "works", "earns"],
                "fields": {
                    "name": {"label": {"vi": "Họ tên"}},
                    "works": {"label": {"vi": "Đi làm"}},
                    "earns": {"label": {"vi": "Thu nhập"}, "shown_when": {"works": {"const": True}}},
                },
            },
            "heads": {"label": {"vi": "Số người"}, "value": {"count": ["household"]}},
            "income": {"label": {"vi": "Tổng thu nhập"}, "value": {"sum_of": ["household", "earns"]}},
            "help": {
                "label": {"vi": "Đề nghị thêm"},
                "choices": {
                    "copies": {"vi": "Bản sao"},
                    "insurance": {"vi": "Thẻ bảo hiểm"},
                    "residence": {"vi": "Thường trú"},
                },
            },
            "copies": {"label": {"vi": "Số bản sao"}},
            "sworn": {"label": {"vi": "Tôi cam đoan lời khai là đúng"}},
        },
        "stops": [
            {
                "when": {"registered_before": {"const": "yes"}},
                "reason": {"vi": "Trẻ đã có Giấy khai sinh; hãy yêu cầu cấp bản sao trích lục."},
                "article": "Luật Hộ tịch Đ16",
            }
        ],
    },
}
"""A form with a question of every kind and a part of every sort."""

_KEYS = st.text(string.ascii_lowercase, min_size=1, max_size=6)
_WORDS = st.builds(lambda text: {"vi": text}, st.sampled_from(["Họ tên", "Nơi ở", "Số lượng", "Ghi chú"]))


def _ordered(low: str, high: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Neither, one or both of two bounds, the lower one first."""
    return st.tuples(values, values, st.sampled_from(["", low, high, low + high])).map(
        lambda drawn: {key: value for key, value in ((low, min(drawn[:2])), (high, max(drawn[:2]))) if key in drawn[2]}
    )


_offered = st.lists(_KEYS, min_size=1, max_size=4, unique=True)
_texts = st.tuples(st.integers(1, 4), st.integers(4, 12), st.booleans()).map(
    lambda drawn: {"type": "string", "maxLength": drawn[1], **({"minLength": drawn[0]} if drawn[2] else {})}
)
_leaves = st.one_of(
    _texts,
    _offered.map(lambda offered: {"type": "string", "enum": offered}),
    st.sampled_from(["date", "commune", "personal-number", "tax-code", "phone", "email"]).map(
        lambda kind: {"type": "string", "format": kind}
    ),
    _ordered("minimum", "maximum", st.integers(-50, 50)).map(lambda bounds: {"type": "integer", **bounds}),
    _ordered("minimum", "maximum", st.integers(-50, 50)).map(lambda bounds: {"type": "number", **bounds}),
    st.booleans().map(lambda must: {"type": "boolean", **({"const": True} if must else {})}),
    _offered.map(
        lambda offered: {
            "type": "array",
            "uniqueItems": True,
            "maxItems": 3,
            "items": {"type": "string", "enum": offered},
        }
    ),
)


def _subset(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), unique=True) if names else st.just([])


@st.composite
def _objects(draw: st.DrawFn, leaves: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    properties = draw(st.dictionaries(_KEYS, leaves, min_size=1, max_size=5))
    return {"type": "object", "properties": properties, "required": draw(_subset(sorted(properties)))}


_groups = _objects(_leaves).map(lambda rows: {"type": "array", "maxItems": 3, "items": rows})


def _drawing(draw: st.DrawFn, schema: dict[str, Any]) -> dict[str, Any]:
    rows = schema.get("items", {})
    offered = schema.get("enum") or rows.get("enum") or ()
    drawn: dict[str, Any] = {"label": draw(_WORDS)}
    if offered:
        drawn["choices"] = {value: {"vi": value} for value in offered}
    elif schema.get("maxLength", 0) > 8:
        drawn["lines"] = 3
    if "properties" in rows:
        drawn["order"] = draw(st.permutations(sorted(rows["properties"])))
        drawn["fields"] = {name: _drawing(draw, one) for name, one in rows["properties"].items()}
    return drawn


def _demand(draw: st.DrawFn, schema: dict[str, Any]) -> dict[str, Any] | None:
    match schema:
        case {"enum": offered}:
            return {"const": draw(st.sampled_from(offered))}
        case {"type": "boolean"}:
            return {"const": draw(st.booleans())}
        case {"type": "integer"}:
            return {"minimum": draw(st.integers(-50, 50))}
        case {"items": {"enum": offered}}:
            return {"contains": {"const": draw(st.sampled_from(offered))}}
    return None


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Any form whose parts fit each other."""
    schema = draw(_objects(st.one_of(_leaves, _leaves, _groups)))
    names = draw(st.permutations(sorted(schema["properties"])))
    fields: dict[str, Any] = {}
    for place, name in enumerate(names):
        fields[name] = _drawing(draw, schema["properties"][name])
        earlier = draw(st.sampled_from(names[:place])) if place and draw(st.booleans()) else None
        demand = earlier and _demand(draw, schema["properties"][earlier])
        if demand:
            fields[name]["shown_when"] = {earlier: demand}
    cut = draw(st.integers(1, len(names)))
    pages = [part for part in (names[:cut], names[cut:]) if part]
    layout = {
        "title": {"vi": "Tờ khai"},
        "pages": [
            {"key": f"p{number}", "title": {"vi": "Trang"}, "fields": list(part)} for number, part in enumerate(pages)
        ],
        "fields": fields,
    }
    return {**schema, "layout": layout}
