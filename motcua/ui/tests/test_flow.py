"""A process as a picture: nothing lies on anything else, every word is in it, and the same is said by a list."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

from motcua.ui import flow
from motcua.ui.tests.test_components import drawn
from motcua.ui.types import Flow, FlowStep, FlowWay

ROUND = Flow(
    "Quy trình <thử>",
    "Ba bước.",
    (
        FlowStep("receive", "Tiếp nhận", ("1 giờ",)),
        FlowStep("ask", "Lấy ý kiến của rất nhiều cơ quan phối hợp ở các nơi", ("8 giờ",)),
        FlowStep("appraise", "Thẩm định", ("2 giờ", "được yêu cầu bổ sung")),
        FlowStep("approve", 'Ký "duyệt" & ban hành', (), is_last=True),
    ),
    (
        FlowWay("receive", "appraise", "Chuyển"),
        FlowWay("appraise", "ask", "Hỏi"),
        FlowWay("appraise", "approve", "Trình"),
        FlowWay("appraise", "approve", "Trình từ chối"),
        FlowWay("ask", "approve", "Trả lời"),
        FlowWay("approve", "appraise", "Trả lại", is_back=True),
    ),
)


def test_a_step_lies_below_every_step_that_leads_to_it() -> None:
    assert flow.layers(ROUND) == {"receive": 0, "appraise": 1, "ask": 2, "approve": 3}


def test_the_picture_has_a_name_a_description_and_every_word() -> None:
    picture = ET.fromstring(flow.svg(ROUND))  # noqa: S314 - our own picture
    names = picture.attrib["aria-labelledby"].split()
    said = {node.attrib["id"]: node.text for node in picture.iter() if node.attrib.get("id") in names}
    assert list(said.values()) == ["Quy trình <thử>", "Ba bước."]
    words = " ".join("".join(node.itertext()) for node in picture.iter() if node.tag.endswith("text"))
    for step in ROUND.steps:
        assert all(part in words for part in [*step.label.split(), *step.lines])
    for way in ROUND.ways:
        assert way.label in words


def test_no_step_lies_on_another_and_all_are_inside() -> None:
    picture = ET.fromstring(flow.svg(ROUND))  # noqa: S314 - our own picture
    _, _, width, height = (float(number) for number in picture.attrib["viewBox"].split())
    boxes = [
        tuple(float(node.attrib[name]) for name in ("x", "y", "width", "height"))
        for node in picture.iter()
        if node.tag.endswith("rect") and "x" in node.attrib
    ]
    assert len(boxes) == len(ROUND.steps)
    for x, y, wide, tall in boxes:
        assert 0 <= x < x + wide <= width
        assert 0 <= y < y + tall <= height
    for (x, y, wide, tall), (other_x, other_y, other_wide, other_tall) in combinations(boxes, 2):
        apart = x + wide <= other_x or other_x + other_wide <= x or y + tall <= other_y or other_y + other_tall <= y
        assert apart


def test_ways_between_the_same_two_are_one_arrow() -> None:
    picture = flow.svg(ROUND)
    assert len(re.findall(r"<path d=[^>]*marker-end", picture)) == 5
    assert picture.count("stroke-dasharray") == 1
    assert "style=" not in picture


def test_two_pictures_on_a_page_do_not_share_names() -> None:
    other = Flow("Khác", "Khác.", ROUND.steps, ROUND.ways)
    assert not set(re.findall(r' id="([^"]+)"', flow.svg(ROUND))) & set(re.findall(r' id="([^"]+)"', flow.svg(other)))


def test_mermaid_says_the_same() -> None:
    lines = flow.mermaid(ROUND).splitlines()
    assert lines[0] == "flowchart TD"
    assert '  s4["Ký #quot;duyệt#quot; & ban hành"]' in lines
    assert '  s3 -->|"Trình<br>Trình từ chối"| s4' in lines
    assert '  s4 -.->|"Trả lại"| s3' in lines


def test_the_list_says_where_each_way_leads() -> None:
    said = drawn('<c-flow :flow="flow" />', flow=ROUND).said
    assert 'Trình: sang “Ký "duyệt" & ban hành”' in said
    assert "Trả lại: về lại “Thẩm định”" in said
