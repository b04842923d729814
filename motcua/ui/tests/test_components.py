"""What the components draw from plain data, as a screen reader would meet it."""

from datetime import datetime
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from motcua.kernel import messages
from motcua.kernel.messages import Wording
from motcua.kernel.types import Refusal
from motcua.ui import types
from motcua.ui.strictness import UndefinedInTemplateError


class _Words(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data.split()

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def said(self) -> str:
        return " ".join(self.text)


def drawn(source: str, request: HttpRequest | None = None, **values: object) -> _Words:
    template = Template("{% load ui i18n %}" + CottonCompiler().process(source))
    with override("vi"):
        return _Words(template.render(Context({"request": request, **values})))


class Person(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Như trên thẻ căn cước.")
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("f", "nữ"), ("m", "nam")], widget=forms.RadioSelect, required=False
    )
    agrees = forms.BooleanField(label="Đồng ý nhận tin nhắn", required=False)


def test_a_state_is_said_in_words_beside_its_colour() -> None:
    page = drawn('<c-state :state="state" detail="2 ngày" />', state=types.ClockState.OVERDUE)
    assert page.said == "Đang quá hạn 2 ngày"
    assert page.of("svg")[0]["aria-hidden"] == "true"


def test_a_state_may_come_as_its_plain_value() -> None:
    assert drawn('<c-state :state="state" />', state="due_today").said == "Đến hạn hôm nay"


def test_a_field_ties_its_hint_and_its_error_to_the_control() -> None:
    form = Person({"name": ""})
    page = drawn('<c-field :field="form.name" />', form=form)
    control = page.of("input")[0]
    ids = {attributes.get("id") for _, attributes in page.tags}
    assert control["aria-describedby"] == "id_name-hint id_name-error"
    assert {"id_name-hint", "id_name-error"} <= ids
    assert control["aria-invalid"] == "true"
    assert page.of("label")[0]["for"] == control["id"] == "id_name"
    assert page.said.startswith("Họ và tên Như trên thẻ căn cước. Trường này là bắt buộc")


def test_a_field_without_errors_is_not_called_wrong() -> None:
    control = drawn('<c-field :field="form.name" />', form=Person()).of("input")[0]
    assert "aria-invalid" not in control
    assert control["aria-describedby"] == "id_name-hint"


def test_choices_are_a_group_with_a_legend() -> None:
    page = drawn('<c-field :field="form.sex" />', form=Person())
    assert page.said == "Giới tính (không bắt buộc) nữ nam"
    assert [each["type"] for each in page.of("input")] == ["radio", "radio"]
    assert page.of("legend")
    assert [each["for"] for each in page.of("label")] == [each["id"] for each in page.of("input")]


def test_the_error_summary_leads_to_each_field() -> None:
    form = Person({"name": ""})
    page = drawn('<c-errors :form="form" />', form=form)
    assert [each["href"] for each in page.of("a")] == ["#id_name"]
    assert page.of("div")[0]["role"] == "alert"
    assert not drawn('<c-errors :form="form" />', form=Person()).tags


def test_a_button_with_an_address_is_a_link() -> None:
    link = drawn('<c-button href="/a/?b=1&c=2" key="n" data-x="y">Mở</c-button>').of("a")[0]
    assert (link["href"], link["data-key"], link["data-x"]) == ("/a/?b=1&c=2", "n", "y")
    button = drawn('<c-button name="act" value="approve" variant="danger">Duyệt</c-button>').of("button")[0]
    assert (button["type"], button["name"], button["value"]) == ("submit", "act", "approve")


def test_texts_are_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>"
    item = types.TimelineItem(datetime(2026, 3, 2, 9), evil, actor=evil, text=evil)
    page = drawn(
        '<c-timeline :items="items" /><c-facts :items="facts" /><c-refusal :sentence="evil" />'
        '<c-card :title="evil">{{ evil }}</c-card><c-badge>{{ evil }}</c-badge>'
        '<c-search :value="evil" action="/" label="x" /><c-button :href="evil">{{ evil }}</c-button>',
        items=[item],
        facts=[types.Fact(evil, evil, hint=evil)],
        evil=evil,
    )
    assert not page.of("script")
    assert page.said.count("alert(1)") == 11


def test_texts_put_into_an_attribute_are_escaped_once() -> None:
    page = drawn('<c-card title="{{ name }}">x</c-card><c-refusal sentence="{{ name }}" />', name="Trần & <b>Đức</b>")
    assert not page.of("b")
    assert page.said == "Trần & <b>Đức</b> x Không thực hiện được Trần & <b>Đức</b>"


def test_a_late_entry_is_shown_as_one() -> None:
    item = types.TimelineItem(datetime(2026, 3, 3, 14, 5), "Đã chuyển", recorded_at=datetime(2026, 3, 4, 8, 2))
    assert "Nhập bù lúc 08:02 04/03/2026" in drawn('<c-timeline :items="items" />', items=[item]).said


def test_the_explained_clock_reads_line_by_line() -> None:
    clock = types.ExplainedClock(
        state=types.ClockState.IN_TERM,
        due_at=datetime(2026, 3, 26, 17),
        lines=(types.ClockLine("09:00 thứ Hai 02/03/2026", "Tiếp nhận.", "BLDS, Điều 147", datetime(2026, 3, 16, 17)),),
        is_expected=True,
        notes=("Lịch: vn-office 2026.1.",),
    )
    page = drawn('<c-clock :clock="clock" />', clock=clock)
    assert page.said == (
        "Hạn trả 17:00 thứ Năm 26/03/2026 Còn trong hạn dự kiến: chưa có quyết định ngày nghỉ "
        "09:00 thứ Hai 02/03/2026 Tiếp nhận. BLDS, Điều 147 Hạn trả 17:00 16/03/2026 Lịch: vn-office 2026.1."
    )
    assert page.of("time")[0]["datetime"] == "2026-03-26T17:00"


def test_a_clock_that_does_not_run_says_so() -> None:
    clock = types.ExplainedClock(state=types.ClockState.WAITING, due_at=None, lines=())
    assert drawn('<c-clock :clock="clock" />', clock=clock).said == "Hạn trả Chưa tính hạn Chờ bổ sung"


def test_a_period_table_opens_what_it_counts_and_only_that() -> None:
    cells = (types.Figure(60_396, "/list/"), types.Figure(0, "/none/"), types.Figure(None, "/dash/"))
    table = types.PeriodTable(
        "Tháng 3/2026",
        "Lĩnh vực",
        (types.FigureColumns("Đã giải quyết", ("Tổng", "Quá hạn", "Tỷ lệ")),),
        (types.FigureRow("Hộ tịch", cells),),
    )
    page = drawn('<c-period :table="table" />', table=table)
    assert [each["href"] for each in page.of("a")] == ["/list/"]
    assert page.said == "Tháng 3/2026 Lĩnh vực Đã giải quyết Tổng Quá hạn Tỷ lệ Hộ tịch 60.396 0 –"
    assert [each.get("scope") for each in page.of("th")] == ["col", "colgroup", "col", "col", "col", "row"]


def test_sorted_columns_say_how() -> None:
    columns = [
        types.Column("Mã", sort_url="?sort=code"),
        types.Column("Hạn", sort_url="?sort=-due", sorting=types.Sorting.ASCENDING),
        types.Column("Phí", is_number=True),
    ]
    heads = drawn('<c-table caption="Hồ sơ" :columns="columns"></c-table>', columns=columns).of("th")
    assert [each.get("aria-sort") for each in heads] == ["none", "ascending", None]


def test_pages_offer_only_what_there_is() -> None:
    page = drawn('<c-pages :pages="pages" />', pages=types.Pages(older_url="?after=9"))
    assert [each["href"] for each in page.of("a")] == ["?after=9"]
    assert not drawn('<c-pages :pages="pages" />', pages=types.Pages()).tags


def test_this_address_with_other_fields() -> None:
    request = RequestFactory().get("/list/?q=đất&page=3")
    page = drawn('<a href="{% here_with page=4 %}"></a><a href="{% here_with page=None q=None %}"></a>', request)
    assert [each["href"] for each in page.of("a")] == ["/list/?q=%C4%91%E1%BA%A5t&page=4", "/list/"]


def test_an_unknown_icon_is_found_at_once() -> None:
    with pytest.raises(TemplateSyntaxError, match="unicorn"):
        drawn('{% icon "unicorn" %}')


def test_a_misspelt_variable_fails_in_tests() -> None:
    with pytest.raises(UndefinedInTemplateError, match="dosier"):
        drawn("{{ dosier.code }}")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", ["", "inbox/", "dossier/", "front/", "tracking/", "paper/"])
def test_the_gallery_draws_in_both_languages(page: str, language: str) -> None:
    answer = Client(headers={"accept-language": language}).get(f"/_components/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_refusal_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(messages._WORDINGS, "test_late", Wording("Already asked {count} times."))
    refusal = Refusal("test_late", {"count": 2}, "NĐ 118/2025, Điều 11")
    page = drawn('<c-refusal sentence="{{ refusal|sentence }}" />', refusal=refusal)
    assert page.said == "Không thực hiện được Already asked 2 times. (NĐ 118/2025, Điều 11)"
