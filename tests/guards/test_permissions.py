"""Every address has a view that says who may see it, and one that changes anything asks for a token: default deny."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

NEED_NO_TOKEN = {
    "i18n/": "changes the reader's language",
    "co-chu/": "changes the size of the reader's letters",
    "track/": "only asks",
    "track/letters/<int:about>/": "only asks",
    "track/bo-sung/": "sends the code and the second fact, which another site does not know",
    "track/danh-gia/": "sends the code and the second fact, which another site does not know",
    "track/dung/": "sends the code, the second fact and the whole number, which another site does not know",
    "track/dieu-chinh/": "sends the code and the second fact, which another site does not know",
    "thanh-toan/": "only asks",
    "thanh-toan/bat-dau/": "who sends the code and the second fact may ask to pay; nothing is paid by it",
    "thanh-toan/bien-lai/<int:payment_id>/": "only asks",
    "thanh-toan/bao/<slug:gateway>/": "machine to machine, believed for the signature over what was sent",
    "kiem-tra/": "only compares",
    "kiem-tra/<str:token>": "only compares",
}
"""What another site could make somebody's browser post without changing anything of his or ours, and why."""


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, address)
        else:
            yield address, pattern


PATTERNS = list(_patterns(get_resolver()))


def test_every_view_declares_its_permission() -> None:
    silent = [address for address, pattern in PATTERNS if getattr(pattern.callback, "permission", None) is None]
    assert not silent, "use a decorator of accounts.types"


def test_only_what_changes_nothing_goes_without_a_token() -> None:
    exempt = {address for address, pattern in PATTERNS if getattr(pattern.callback, "csrf_exempt", False)}
    assert exempt == NEED_NO_TOKEN.keys()
