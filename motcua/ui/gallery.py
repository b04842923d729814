"""Every component with made-up data: looked at, photographed and examined by the tests. Never in production."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from motcua.ui import types
from motcua.ui.days import DayField
from motcua.ui.permissions import for_anybody
from motcua.ui.types import ClockState, Tone

VIEWER = types.Viewer(
    name="Nguyễn Thị Ánh Tuyết",
    roles=frozenset({"receptionist"}),
    posts=(
        types.PostChoice("1", "Cán bộ tiếp nhận", "Trung tâm Phục vụ hành chính công phường Hồng Gai", is_current=True),
        types.PostChoice("2", "Công chức Tư pháp – Hộ tịch", "Ủy ban nhân dân phường Hồng Gai"),
    ),
    switch_url="#",
    log_out_url="#",
    account_url="#",
)
MENU = (
    types.MenuGroup(
        "Một cửa",
        (
            types.MenuLink("Tiếp nhận hồ sơ", "#", "file-plus", is_active=False, shortcut="n"),
            types.MenuLink("Hồ sơ nộp trực tuyến", "#", "world", is_active=False, count=7),
            types.MenuLink("Trả kết quả", "#", "package", is_active=False, count=12),
        ),
    ),
    types.MenuGroup(
        "Giải quyết",
        (
            types.MenuLink("Việc của tôi", "#", "inbox", is_active=True, shortcut="i", count=24),
            types.MenuLink("Hồ sơ của đơn vị", "#", "folder-open", is_active=False),
        ),
    ),
    types.MenuGroup("Theo dõi", (types.MenuLink("Bảng số liệu", "#", "chart-bar", is_active=False),)),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Họ và tên", max_length=100, help_text="Như trên thẻ căn cước.")
    born = DayField(label="Ngày sinh", required=False)
    channel = forms.ChoiceField(label="Hình thức nộp", choices=[("COUNTER", "Trực tiếp"), ("POST", "Bưu chính")])
    sex = forms.ChoiceField(label="Giới tính", choices=[("f", "nữ"), ("m", "nam")], widget=forms.RadioSelect)
    note = forms.CharField(label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agrees = forms.BooleanField(label="Đồng ý nhận thông báo qua tin nhắn", required=False)


@for_anybody
def components(request: HttpRequest) -> HttpResponse:
    """The staff's components inside the staff's shell."""
    messages.success(request, "Đã tiếp nhận hồ sơ.")
    form = SampleForm({"name": "", "channel": "COUNTER", "note": "Đã kiểm tra bản chính"})
    return render(
        request,
        "ui/gallery/components.html",
        {"viewer": VIEWER, "menu": MENU, "search_url": "#", "form": form, **_samples()},
    )


@for_anybody
def inbox(request: HttpRequest) -> HttpResponse:
    """A whole page as an officer would see it: a list of dossiers."""
    return render(request, "ui/gallery/inbox.html", {"viewer": VIEWER, "menu": MENU, "search_url": "#", **_samples()})


@for_anybody
def dossier(request: HttpRequest) -> HttpResponse:
    """A whole page as an officer would see it: one dossier."""
    return render(request, "ui/gallery/dossier.html", {"viewer": VIEWER, "menu": MENU, "search_url": "#", **_samples()})


@for_anybody
def front(request: HttpRequest) -> HttpResponse:
    """The first page as a citizen would see it."""
    return render(request, "ui/gallery/front.html", {})


@for_anybody
def tracking(request: HttpRequest) -> HttpResponse:
    """A dossier as a citizen follows it."""
    return render(request, "ui/gallery/tracking.html", _samples())


@for_anybody
def paper(request: HttpRequest) -> HttpResponse:
    """A page made to be printed."""
    return render(request, "ui/gallery/paper.html", _samples())


def _samples() -> dict[str, Any]:
    return {
        "states": list(ClockState),
        "tones": list(Tone),
        "crumbs": [types.Crumb("Việc của tôi", "#"), types.Crumb("000.28.01.H40-260302-0001")],
        "tabs": [
            types.Tab("Đang giải quyết", "#", is_active=True, count=24),
            types.Tab("Quá hạn", "#", count=2, tone=Tone.DANGER),
            types.Tab("Chờ bổ sung", "#", count=3, tone=Tone.WAITING),
            types.Tab("Đã xong", "#"),
        ],
        "stats": [
            types.Stat("Đang giải quyết", 1248, "#", "tăng 12 so với hôm qua"),
            types.Stat("Đến hạn hôm nay", 9, "#", tone=Tone.WARNING),
            types.Stat("Quá hạn", 2, "#", tone=Tone.DANGER),
            types.Stat("Đúng hạn trong kỳ", "99,34 %", "#", "59.997 trên 60.396", Tone.SUCCESS),
        ],
        "columns": [
            types.Column("Hồ sơ", sort_url="?sort=code"),
            types.Column("Thủ tục"),
            types.Column("Hạn giải quyết", sort_url="?sort=due", sorting=types.Sorting.ASCENDING),
            types.Column("Tình trạng"),
            types.Column("Phí, lệ phí", is_number=True),
        ],
        "rows": _rows(),
        "pages": types.Pages("#", "#", "1–25"),
        "clock": _clock(),
        "timeline": _timeline(),
        "facts": [
            types.Fact("Chủ hồ sơ", "Trần Văn Đức", "#", "cư trú tại phường Hồng Gai"),
            types.Fact("Thủ tục", "Cấp giấy phép kinh doanh karaoke", "#", "1.001029"),
            types.Fact("Cơ quan giải quyết", "Sở Văn hóa, Thể thao và Du lịch"),
            types.Fact("Tiếp nhận", datetime(2026, 3, 2, 9, 0)),
            types.Fact("Số bản", 3),
        ],
        "checks": [
            types.CheckRow(
                "c1",
                "Tờ khai đăng ký khai sinh",
                is_checked=True,
                kind="Tờ khai",
                copies_name="n1",
                copies=1,
                template_url="#",
            ),
            types.CheckRow("c2", "Giấy chứng sinh", kind="Nộp", hint="Bản chính", copies_name="n2"),
            types.CheckRow(
                "c3", "Văn bản ủy quyền", is_required=False, kind="Xuất trình", error="Thiếu chữ ký của người ủy quyền"
            ),
        ],
        "actions": [
            types.Action(
                "Trình phê duyệt", "#", "send", is_main=True, shortcut="t", effect="Hạn giữ nguyên: 17:00 26/03/2026"
            ),
            types.Action(
                "Yêu cầu bổ sung",
                "#",
                "file-search",
                shortcut="b",
                effect="Dừng tính hạn; khi đủ hồ sơ, tính lại 10 ngày làm việc",
            ),
            types.Action(
                "Xin lỗi và hẹn lại",
                "#",
                "calendar-event",
                effect="Hạn giữ nguyên, chỉ đổi ngày hẹn; chậm nhất 17:00 25/03/2026",
            ),
            types.Action("Từ chối giải quyết", "#", "ban", is_grave=True, effect="Kết thúc hồ sơ, tính là trước hạn"),
        ],
        "period": _period(),
        "amounts": [0, 5000, 1_000_000, None],
    }


def _rows() -> list[dict[str, Any]]:
    titles = [
        ("000.28.01.H40-260302-0001", "Trần Văn Đức", "Đăng ký khai sinh", ClockState.DUE_TODAY, "còn 3 giờ", 0),
        (
            "000.28.01.H40-260227-0014",
            "Phạm Thị Quỳnh Như",
            "Cấp giấy phép xây dựng nhà ở riêng lẻ",
            ClockState.OVERDUE,
            "2 ngày",
            75_000,
        ),
        (
            "000.28.01.H40-260305-0003",
            "Công ty TNHH Vận tải Hạ Long",
            "Cấp phù hiệu xe ô tô kinh doanh vận tải",
            ClockState.IN_TERM,
            "còn 4 ngày",
            1_000_000,
        ),
        ("000.28.01.H40-260303-0008", "Lê Ngọc Ẩn", "Chứng thực bản sao từ bản chính", ClockState.ON_TIME, "", 12_000),
        (
            "000.28.01.H40-260301-0021",
            "Vũ Đình Thắng",
            "Đăng ký biến động quyền sử dụng đất",
            ClockState.PAUSED,
            "chờ thuế",
            15_000,
        ),
        (
            "000.28.01.H40-260301-0022",
            "Hoàng Mỹ Uyên",
            "Cấp chứng chỉ hành nghề dược",
            ClockState.WAITING,
            "đến 18/03",
            500_000,
        ),
    ]
    return [
        {
            "code": code,
            "person": person,
            "title": title,
            "state": state,
            "detail": detail,
            "fee": fee,
            "due": datetime(2026, 3, 9, 17),
        }
        for code, person, title, state, detail, fee in titles
    ]


def _clock() -> types.ExplainedClock:
    return types.ExplainedClock(
        state=ClockState.IN_TERM,
        due_at=datetime(2026, 3, 26, 17, 0),
        remaining="còn 6 ngày làm việc",
        lines=(
            types.ClockLine(
                "09:00 thứ Hai 02/03/2026",
                "Tiếp nhận đủ hồ sơ. Thời hạn 10 ngày làm việc. Ngày tiếp nhận không tính.",
                "Bộ luật Dân sự, Điều 147",
                datetime(2026, 3, 16, 17, 0),
            ),
            types.ClockLine(
                "05/03 16:00 – 17/03 10:00",
                "Không tính thời gian: cơ quan thuế xác định, người dân nộp thuế. 8 ngày: 06, 09–13, 16, 17/03.",
                "Quyết định công bố",
                datetime(2026, 3, 26, 17, 0),
            ),
        ),
        notes=("Lịch: vn-office 2026.1.", "Ngày nghỉ trong khoảng: 07–08, 14–15, 21–22/03."),
    )


def _timeline() -> list[types.TimelineItem]:
    return [
        types.TimelineItem(
            datetime(2026, 3, 2, 9, 0), "Đã tiếp nhận", "Nguyễn Thị Ánh Tuyết", icon="file-plus", tone=Tone.SUCCESS
        ),
        types.TimelineItem(
            datetime(2026, 3, 3, 14, 5),
            "Chuyển thẩm định",
            "Bộ phận một cửa",
            icon="send",
            recorded_at=datetime(2026, 3, 4, 8, 2),
        ),
        types.TimelineItem(
            datetime(2026, 3, 5, 16, 0),
            "Tạm dừng: chờ cơ quan thuế",
            "Đỗ Quốc Bảo",
            "Phiếu chuyển thông tin nghĩa vụ tài chính số 118.",
            "player-pause",
            Tone.WAITING,
        ),
        types.TimelineItem(
            datetime(2026, 3, 17, 10, 0), "Tiếp tục giải quyết", "Cơ quan thuế", icon="player-play", tone=Tone.INFO
        ),
    ]


def _period() -> types.PeriodTable:
    def row(label: str, *values: int, level: int = 0, is_total: bool = False) -> types.FigureRow:
        figures = tuple(types.Figure(value, f"?cell={place}") for place, value in enumerate(values))
        rate = types.Figure(Decimal(values[5] + values[6]) * 100 / (values[5] + values[6] + values[7]), is_rate=True)
        return types.FigureRow(label, (*figures, rate), level=level, is_total=is_total)

    return types.PeriodTable(
        "Tình hình tiếp nhận, giải quyết tháng 3/2026 (15/02/2026–14/03/2026)",
        "Lĩnh vực",
        (
            types.FigureColumns("Tiếp nhận", ("Tổng", "Trực tuyến", "Trực tiếp", "Bưu chính", "Kỳ trước")),
            types.FigureColumns("Đã giải quyết", ("Trước hạn", "Đúng hạn", "Quá hạn")),
            types.FigureColumns("Đang giải quyết", ("Trong hạn", "Quá hạn")),
            types.FigureColumns("Tỷ lệ", ("Đúng hạn",)),
        ),
        (
            row("Hộ tịch", 12_480, 9_120, 3_120, 40, 200, 11_200, 1_050, 12, 210, 8),
            row("Đăng ký khai sinh", 7_001, 5_000, 1_990, 10, 1, 6_500, 480, 0, 21, 0, level=1),
            row("Đất đai", 3_904, 1_350, 2_400, 4, 150, 2_900, 610, 96, 280, 18),
            row("Tổng", 16_384, 10_470, 5_520, 44, 350, 14_100, 1_660, 108, 490, 26, is_total=True),
        ),
        ("Mỗi số mở ra danh sách hồ sơ mà nó đếm.",),
    )


urlpatterns: list[URLPattern | URLResolver] = [
    path("_components/", components, name="gallery"),
    path("_components/inbox/", inbox, name="gallery_inbox"),
    path("_components/dossier/", dossier, name="gallery_dossier"),
    path("_components/front/", front, name="gallery_front"),
    path("_components/tracking/", tracking, name="gallery_tracking"),
    path("_components/paper/", paper, name="gallery_paper"),
]
