"""Citizens come with the national e-ID: there and back, who they are here, and what is never believed."""

import base64
import json
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from authlib.integrations.django_client import DjangoOAuth2App
from django.contrib.sessions.models import Session
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from pytest_django.fixtures import Settings

from motcua.accounts import eid, models, queries
from motcua.accounts.tests.factories import logged_in, logged_in_citizen, user_with
from motcua.accounts.tests.provider import BINH, CLIENT_ID, COMPANY, LAN, Provider, come_back, log_in, running, set_out
from motcua.accounts.types import Citizen
from motcua.journal.queries import entries
from motcua.journal.types import Entry
from motcua.organisation.tests.factories import small_state
from motcua.organisation.types import Role
from motcua.parties import queries as parties
from motcua.parties.types import BirthDate, Identity, IdentityKind, PartyKind

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(autouse=True)
def _the_provider_may_be_asked() -> None:
    """A test in which it was away leaves no rest behind."""
    eid._away_until.clear()
    eid._provider.cache_clear()


def everybody() -> list[Citizen]:
    found = queries._citizens(models.Citizen.objects.order_by("id"))
    return list(found.values())


def history(citizen_id: int) -> list[Entry]:
    return list(entries(f"citizen/{citizen_id}"))


def where(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("Location", "")


class TestThereAndBack:
    def test_who_comes_with_the_e_id_is_known_here_and_goes_on_to_where_he_wanted(self, provider: Provider) -> None:
        browser = Client()
        assert where(log_in(browser, provider, wanted="/procedures/1.001193/")) == (302, "/procedures/1.001193/")
        (lan,) = everybody()
        assert (lan.name, lan.kind, lan.born) == ("NGUYỄN THỊ LAN", PartyKind.PERSON, BirthDate(1990, 5, 3))
        assert lan.identity == Identity(IdentityKind.PERSONAL_NUMBER, "022190001234")
        assert (lan.level, str(lan.actor)) == ("2", f"citizen:citizen/{lan.id}")
        page = browser.get("/cong-dan/").content.decode()
        assert "NGUYỄN THỊ LAN" in page
        assert "022190001234" in page

    def test_the_way_there_carries_a_challenge_a_state_and_a_nonce(self, provider: Provider) -> None:
        asked = parse_qs(urlsplit(set_out(Client())).query)
        assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
        assert asked["redirect_uri"] == ["http://testserver/cong-dan/dang-nhap/xong/"]
        assert asked["prompt"] == ["login"], "who sits down after somebody else is asked who he is"
        assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))

    def test_whoever_comes_again_is_the_same_and_nothing_is_written_twice(self, provider: Provider) -> None:
        log_in(Client(), provider)
        log_in(Client(), provider)
        (lan,) = everybody()
        assert [entry.kind for entry in history(lan.id)] == ["accounts.citizen_joined"]
        assert len(queries.sessions_of(lan)) == 2

    def test_who_has_another_name_now_is_declared_anew(self, provider: Provider) -> None:
        log_in(Client(), provider)
        provider.knows(LAN | {"HoVaTen": "Nguyễn Thị Lan Hương"})
        try:
            log_in(Client(), provider)
        finally:
            provider.knows(LAN)
        (lan,) = everybody()
        assert lan.name == "Nguyễn Thị Lan Hương"
        assert [entry.kind for entry in history(lan.id)] == [
            "accounts.citizen_joined",
            "accounts.citizen_declared_anew",
        ]
        assert list(parties.faults_in_words()) == []

    def test_who_comes_for_his_company_is_somebody_else_than_himself(self, provider: Provider) -> None:
        log_in(Client(), provider, BINH)
        provider.knows(COMPANY)
        try:
            log_in(Client(), provider, COMPANY)
        finally:
            provider.knows(BINH)
        himself, company = everybody()
        assert (himself.name, himself.represented_by) == ("Trần Văn Bình", "")
        assert (company.name, company.kind) == ("Công ty TNHH Than Vàng Danh Mẫu", PartyKind.ORGANISATION)
        assert company.identity == Identity(IdentityKind.TAX_CODE, "5700100256")
        assert company.represented_by == "Trần Văn Bình"

    def test_an_account_that_proves_no_number_does_not_log_in(self, provider: Provider) -> None:
        provider.knows({"sub": "mail-only", "email": "x@y.vn"})
        answer = log_in(Client(), provider, {"sub": "mail-only"}, wanted="/track/")
        assert answer.status_code == 403
        assert "không xác thực số định danh" in answer.content.decode()
        assert everybody() == []

    def test_what_the_provider_says_only_when_asked_counts_too(
        self, provider: Provider, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Some write no more than the account into the token; the rest is asked with it, and must be the same one's."""
        monkeypatch.setattr(eid, "_PROOF", ("not-in-any-token",))
        assert log_in(Client(), provider).status_code == 302
        monkeypatch.setattr(DjangoOAuth2App, "userinfo", lambda self, **_: {**LAN, "sub": "another"})
        assert log_in(Client(), provider).status_code == 403

    def test_nothing_personal_stands_in_the_journal_the_session_the_addresses_or_the_log(
        self, provider: Provider, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        browser = Client()
        there = set_out(browser, "/track/")
        back = provider.agree(there, str(LAN["sub"]))
        came = come_back(browser, back)
        (lan,) = everybody()
        row = models.Citizen.objects.get(id=lan.id)
        session = models.CitizenSession.objects.get()
        kept = [entry.body for entry in history(lan.id)], dict(browser.session), vars(row), vars(session)
        for place in (str(kept), there, back, came["Location"], caplog.text):
            for personal in ("022190001234", "LAN", "Lan", "1990", str(LAN["sub"])):
                assert personal not in place.replace("LANGUAGE", "")

    def test_only_own_addresses_are_gone_on_to(self, provider: Provider) -> None:
        for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\elsewhere"):
            assert where(log_in(Client(), provider, wanted=wanted)) == (302, "/cong-dan/")

    def test_who_is_logged_in_already_goes_on_at_once(self, provider: Provider) -> None:
        browser = logged_in_citizen()
        assert where(browser.get("/cong-dan/dang-nhap/?next=/track/")) == (302, "/track/")


class TestTheBrowser:
    def test_log_in_gives_it_another_key_so_that_one_put_into_it_opens_nothing(self, provider: Provider) -> None:
        victim, thief = Client(), Client()
        there = set_out(victim)
        thief.cookies["sessionid"] = victim.cookies["sessionid"].value
        before = victim.cookies["sessionid"].value
        come_back(victim, provider.agree(there, str(LAN["sub"])))
        assert victim.cookies["sessionid"].value != before
        assert not Session.objects.filter(session_key=before).exists()
        assert victim.get("/cong-dan/").status_code == 200
        assert thief.get("/cong-dan/").status_code == 302

    def test_a_staff_user_who_comes_back_as_a_citizen_is_no_staff_any_more(self, provider: Provider) -> None:
        browser = logged_in(user_with(small_state().commune, Role.OFFICER))
        assert browser.get("/account/").status_code == 200
        assert log_in(browser, provider).status_code == 302
        assert browser.get("/cong-dan/").status_code == 200
        assert browser.get("/account/").status_code == 302


class TestRefusals:
    def test_who_changes_his_mind_reads_so_and_finds_the_way_back(self, provider: Provider) -> None:
        browser = Client()
        answer = come_back(browser, provider.deny(set_out(browser, "/procedures/1.001193/")))
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "không đồng ý" in page
        assert 'href="/procedures/1.001193/"' in page
        assert "/cong-dan/dang-nhap/di/?next=%2Fprocedures%2F1.001193%2F" in page
        assert where(log_in(browser, provider)) == (302, "/cong-dan/"), "and may try again"

    def test_a_way_back_is_good_once(self, provider: Provider) -> None:
        browser = Client()
        back = provider.agree(set_out(browser), str(LAN["sub"]))
        assert come_back(browser, back).status_code == 302
        again = come_back(browser, back)
        assert again.status_code == 400
        assert "đã được sử dụng" in again.content.decode()
        assert len(queries.sessions_of(everybody()[0])) == 1

    def test_a_way_back_is_good_only_in_the_browser_that_set_out(self, provider: Provider) -> None:
        back = provider.agree(set_out(Client()), str(LAN["sub"]))
        for stranger in (Client(), logged_in_citizen("022085004321")):
            assert come_back(stranger, back).status_code == 400
        assert [one.name for one in everybody()] == ["Nguyễn Thị Lan"]

    @pytest.mark.parametrize("query", ["", "code=x", "state=", "state=x&code=x"])
    def test_a_way_back_without_a_way_there_leads_nowhere(self, provider: Provider, query: str) -> None:
        assert Client().get(f"/cong-dan/dang-nhap/xong/?{query}").status_code == 400

    def test_a_code_that_the_provider_takes_back_is_no_proof(self, provider: Provider) -> None:
        browser = Client()
        back = provider.agree(set_out(browser), str(LAN["sub"]))
        code = parse_qs(urlsplit(back).query)["code"][0]
        answer = come_back(browser, back.replace(code, "A" * len(code)))
        assert answer.status_code == 403
        assert "quá thời gian" in answer.content.decode()

    def test_a_provider_that_is_away_is_said_to_be_and_not_asked_by_everybody(
        self, provider: Provider, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.EID_ISSUER = "http://127.0.0.1:9"
        answer = Client().get("/cong-dan/dang-nhap/di/?next=/track/")
        assert answer.status_code == 503
        assert "không phản hồi" in answer.content.decode()
        assert 'href="/track/"' in answer.content.decode()
        asked: list[int] = []
        monkeypatch.setattr(DjangoOAuth2App, "load_server_metadata", lambda self: asked.append(1))
        assert Client().get("/cong-dan/dang-nhap/di/").status_code == 503
        assert asked == []
        assert queries.eid_trouble() is not None

    def test_a_provider_that_ends_between_there_and_back_is_said_to_be_away(self, settings: Settings) -> None:
        settings.EID_CLIENT_ID, settings.EID_CLIENT_SECRET = CLIENT_ID, "a-secret"
        browser = Client()
        with running() as short_lived:
            settings.EID_ISSUER = short_lived.issuer
            back = short_lived.agree(set_out(browser, "/track/"), str(LAN["sub"]))
        answer = come_back(browser, back)
        assert answer.status_code == 503
        assert 'href="/track/"' in answer.content.decode()

    def test_who_answers_under_another_name_than_the_settings_say_is_not_believed(
        self, provider: Provider, settings: Settings
    ) -> None:
        assert queries.eid_trouble() is None
        settings.EID_ISSUER = f"{provider.issuer}/"
        assert Client().get("/cong-dan/dang-nhap/di/").status_code == 503
        trouble = queries.eid_trouble()
        assert trouble is not None
        assert trouble.code == "eid_other_issuer"

    def test_a_house_without_a_provider_says_so_in_words(self, settings: Settings) -> None:
        settings.EID_ISSUER = ""
        page = Client().get("/cong-dan/dang-nhap/?next=/track/")
        assert page.status_code == 200
        assert "chưa thiết lập" in page.content.decode()
        assert "/cong-dan/dang-nhap/di/" not in page.content.decode()
        for address in ("/cong-dan/dang-nhap/di/", "/cong-dan/dang-nhap/xong/?state=x&code=y"):
            assert Client().get(address).status_code == 404
        assert queries.eid_trouble() is None


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    head, body, signature = token.split(".")
    return read(head), read(body), signature


def read(part: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def put(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def of_another(token: dict[str, Any]) -> dict[str, Any]:
    head, body, signature = parts_of(token["id_token"])
    return token | {"id_token": f"{put(head)}.{put(body | {'SoDinhDanh': '022085004321'})}.{signature}"}


def unsigned(token: dict[str, Any]) -> dict[str, Any]:
    head, body, _ = parts_of(token["id_token"])
    return token | {"id_token": f"{put(head | {'alg': 'none'})}.{put(body)}."}


def signed_with_the_shared_secret(token: dict[str, Any]) -> dict[str, Any]:
    _, body, _ = parts_of(token["id_token"])
    return token | {
        "id_token": jwt.encode({"alg": "HS256"}, body, OctKey.import_key("a-secret-of-this-house-32-bytes!"))
    }


def signed_by_a_stranger(token: dict[str, Any]) -> dict[str, Any]:
    head, body, _ = parts_of(token["id_token"])
    return token | {"id_token": jwt.encode(head, body, RSAKey.generate_key(2048))}


def without_proof(token: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in token.items() if name != "id_token"}


def no_token_at_all(token: dict[str, Any]) -> dict[str, Any]:
    return token | {"id_token": "not.a.token"}


def kept_in(seen: list[dict[str, Any]]) -> Change:
    def keep(token: dict[str, Any]) -> dict[str, Any]:
        seen.append(token)
        return token

    return keep


class TestForgedProofs:
    """The provider's real answer, changed on its way."""

    @pytest.fixture
    def tamper(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
        fetch = DjangoOAuth2App.fetch_access_token

        def tampering(change: Change) -> None:
            monkeypatch.setattr(
                DjangoOAuth2App, "fetch_access_token", lambda self, **asked: change(dict(fetch(self, **asked)))
            )

        return tampering

    @pytest.mark.parametrize(
        "change",
        [of_another, unsigned, signed_with_the_shared_secret, signed_by_a_stranger, without_proof, no_token_at_all],
    )
    def test_what_the_provider_has_not_signed_is_not_believed(
        self, provider: Provider, tamper: Callable[[Change], None], change: Change
    ) -> None:
        tamper(change)
        browser = Client()
        answer = log_in(browser, provider, wanted="/track/")
        assert answer.status_code == 403
        assert "không phải là xác thực" in answer.content.decode()
        assert 'href="/track/"' in answer.content.decode()
        assert everybody() == []
        assert browser.get("/cong-dan/").status_code == 302

    def test_the_proof_of_another_log_in_is_not_believed(
        self, provider: Provider, tamper: Callable[[Change], None]
    ) -> None:
        """Rightly signed, for this house, of this minute; but not the answer to what was asked now."""
        seen: list[dict[str, Any]] = []
        tamper(kept_in(seen))
        log_in(Client(), provider, BINH)
        tamper(lambda token: seen[0])
        assert log_in(Client(), provider).status_code == 403
        assert [one.name for one in everybody()] == ["Trần Văn Bình"]

    def test_a_proof_for_another_house_is_not_believed(
        self, provider: Provider, settings: Settings, tamper: Callable[[Change], None]
    ) -> None:
        seen: list[dict[str, Any]] = []
        tamper(kept_in(seen))
        settings.EID_CLIENT_ID = "another-house"
        log_in(Client(), provider, BINH)
        settings.EID_CLIENT_ID = CLIENT_ID
        before = len(everybody())
        browser = Client()
        back = provider.agree(set_out(browser), str(LAN["sub"]))
        self._expect_the_nonce_of(browser, seen[0])
        tamper(lambda token: seen[0])
        assert come_back(browser, back).status_code == 403
        assert len(everybody()) == before
        settings.EID_CLIENT_ID = "another-house"
        back = provider.agree(set_out(browser), str(LAN["sub"]))
        self._expect_the_nonce_of(browser, seen[0])
        assert come_back(browser, back).status_code == 302, "the other house believes it: nothing else was wrong"

    def _expect_the_nonce_of(self, browser: Client, token: dict[str, Any]) -> None:
        session = browser.session
        for key, kept in session.items():
            if key.startswith("_state_"):
                session[key] = kept | {"data": kept["data"] | {"nonce": parts_of(token["id_token"])[1]["nonce"]}}
        session.save()

    def test_a_proof_that_has_run_out_is_not_believed(self, provider: Provider) -> None:
        browser = Client()
        back = provider.agree(set_out(browser), str(LAN["sub"]))
        with time_machine.travel(datetime.now() + timedelta(hours=2)):  # noqa: DTZ005 - the provider's clock is the machine's
            assert come_back(browser, back).status_code == 403
        assert everybody() == []

    def test_false_proofs_close_the_way_from_there_for_a_while(
        self, provider: Provider, tamper: Callable[[Change], None]
    ) -> None:
        tamper(unsigned)
        late = Client()
        back = provider.agree(set_out(late, "/track/"), str(LAN["sub"]))
        for _ in range(5):
            refused = log_in(Client(), provider)
            assert refused.status_code == 403
            assert "không phải là xác thực" in refused.content.decode()
        closed = come_back(late, back)
        assert closed.status_code == 429
        assert 'href="/track/"' in closed.content.decode()
        closed = Client().get("/cong-dan/dang-nhap/di/?next=/track/")
        assert closed.status_code == 429
        assert "quá nhiều lần" in closed.content.decode()
        assert 'href="/track/"' in closed.content.decode()


def test_the_protocol_is_read_only_when_somebody_logs_in() -> None:
    """Nobody who does not log in with the e-ID pays for it: not the start, not a page."""
    program = (
        "import django; django.setup(); import sys;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "from django.test import Client; page = Client().get('/cong-dan/dang-nhap/', headers={'host': 'localhost'});"
        "assert page.status_code == 200, page; print([one for one in sys.modules if one.startswith('authlib')])"
    )
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
