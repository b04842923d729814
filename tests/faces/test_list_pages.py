"""Every list page asks the database the same number of questions for three rows and for three hundred."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from motcua.accounts import commands as accounts
from motcua.accounts.types import Purpose
from tests.faces.long_lists import LISTS, ListPage
from tests.faces.people import Desk, said
from tests.faces.test_control import booked

FEW, MANY = 3, 300
ONE_THING = {
    "portal:own_papers": "what one person has, of each list the latest; its story counts the statements",
    "portal:own_paper": "one file",
    "portal:share_paper": "one paper",
    "portal:end_share": "an act",
    "office:shared_file": "one file",
    "desk:receive": "one sheet",
    "desk:answer_parcel": "one parcel",
    "desk:pad": "one pad, of at most so many codes",
    "desk:reserve_pad": "an act",
    "desk:void_stubs": "an act",
    "desk:pad_pdf": "one paper",
    "desk:receive_group": "one sheet, with so many rows as one visit takes",
    "office:paper_list_pdf": "one paper",
    "desk:send": "one result",
    "desk:mark_shipments": "an act",
    "desk:label": "one paper",
    "desk:hand_over": "one result",
    "desk:hand_over_slip": "one paper",
    "desk:certification_fee": "one amount",
    "desk:certification_book": "a form, and one paper",
    "desk:persons": "the first few who fit; its statements are counted where it is tried (test_known_persons)",
    "desk:received": "one dossier",
    "desk:receipt": "one paper",
    "desk:hand_back": "an act",
    "desk:void": "an act",
    "desk:visit": "what one person handed in at once, of which the rules allow only so much",
    "desk:visit_receipts": "one paper",
    "desk:register": "a form, and one paper",
    "desk:printer": "what to set in a printer's dialogue",
    "desk:printer_sheet": "one paper",
    "desk:pay": "what one visit owes",
    "desk:pay_code": "one picture",
    "desk:pay_request": "one paper",
    "desk:payment": "one payment",
    "desk:payment_receipt": "one paper",
    "desk:replace_receipt": "one act",
    "desk:refund": "one act",
    "desk:refund_slip": "one paper",
    "desk:day_sheet": "one paper",
    "desk:close_book": "an act",
    "desk:approve_repayment": "an act",
    "desk:withdraw_repayment": "an act",
    "desk:repaid_by_hand": "an act",
    "desk:take_in": "an act",
    "desk:explain_line": "an act",
    "desk:close_statement": "an act",
    "desk:statement": "one file of one day",
    "desk:statement_csv": "one file of one day",
    "desk:scan": "the pages of one dossier that lie on a desk; of a scanner's folder only the latest are shown",
    "desk:scan_step": "an act",
    "desk:scan_page": "one picture",
    "desk:scan_paper": "one paper",
    "desk:separator": "one sheet",
    "desk:describe": "one paper",
    "office:dossier": "one dossier",
    "office:beside": "one dossier",
    "office:keep_view": "an act",
    "office:bulk": "an act on at most so many",
    "office:way_out": "one act",
    "office:sign_result": "one paper",
    "office:draft_result": "one paper",
    "office:draft_submission": "one paper",
    "office:draft_letter": "one paper",
    "office:change_letter": "one paper",
    "office:take_back_letter": "an act",
    "office:sign_letter": "one paper",
    "office:act": "one act",
    "office:work": "one act",
    "office:give": "one act",
    "office:recall": "one act",
    "office:send_back": "one act",
    "office:reminders": "a form",
    "office:remind": "one act",
    "control:chasing_letter": "one letter",
    "control:chasing_letter_pdf": "one paper",
    "control:lost_time": "the steps of one procedure",
    "office:verify": "one act",
    "office:remind_asked": "one act",
    "office:question_slip": "one paper",
    "office:cause": "one act",
    "office:note": "one act",
    "office:read_notes": "an act",
    "office:lateness_answer": "one paper",
    "control:new_eform": "a form",
    "control:eform": "one form",
    "control:publish_eform": "one form",
    "control:drop_eform": "an act",
    "control:preview_eform": "one page of one form",
    "control:judge_eform": "part of a page",
    "portal:judge_page": "part of a page",
    "control:preview_eform_pdf": "one paper",
    "control:new_reason": "a form",
    "control:reason": "one reason",
    "office:paper": "one paper",
    "office:sign": "what one officer signs in one dossier",
    "office:papers": "one dossier",
    "office:file": "one file",
    "office:picture": "one page of a file",
    "office:take_out": "one act",
    "office:from_store": "the papers of one dossier",
    "office:person": "what one person has; its statements are counted where they are sent (process, test_exporting)",
    "office:person_export": "one package",
    "office:result": "one result",
    "office:result_code": "one picture",
    "office:result_copy": "one file",
    "office:revoke_result": "one act",
    "office:feedback": "one feedback",
    "office:feedback_file": "one file",
    "office:feedback_act": "one act",
    "office:replace_result": "one act",
    "office:void_number": "one act",
    "control:change": "an act",
    "control:change_thing": "an act",
    "control:merger": "an act",
    "control:roster": "an act",
    "control:empty_roster": "a form",
    "control:officer": "one officer",
    "control:calendar": "one year",
    "control:lift": "the closures of one calendar, which is kept",
    "control:recount": "an act",
    "control:procedure": "one procedure",
    "control:draft": "one draft",
    "control:draft_text": "one draft",
    "control:own_steps": "an act",
    "control:drop_draft": "an act",
    "control:publish": "one draft",
    "control:notice_again": "an act",
    "control:archive_close": "an act",
    "control:archive_package": "one package",
    "control:archive_propose": "an act",
    "control:destruction_withdraw": "an act",
    "control:destruction_minutes": "one paper",
    "control:letters": "the templates that come with the house, of which no table is read",
    "control:letter": "one template",
    "control:letter_preview": "one paper",
    "control:slip": "one template",
    "control:slip_preview": "one paper",
    "portal:procedure": "one procedure",
    "portal:internal_process": "one procedure",
    "portal:form_sample": "one paper",
    "portal:procedure_code": "one picture",
    "portal:procedure_json": "one procedure",
    "portal:open_data_schema": "one document",
    "portal:life_event": "what goes with one life event",
    "portal:field": "leads on to the list",
    "portal:track": "one dossier",
    "portal:begin": "one procedure",
    "portal:draft": "one draft",
    "portal:draft_page": "one page of a draft",
    "portal:draft_file": "one file",
    "portal:tracked_letter": "one letter",
    "portal:draft_filed": "one filing",
    "portal:draft_filed_code": "one picture",
    "portal:drop_draft": "an act",
    "portal:send_link": "an act",
    "portal:answer": "one dossier",
    "portal:rate": "one dossier",
    "portal:own_rate": "one dossier",
    "portal:stop": "one dossier",
    "portal:adjust": "one dossier",
    "portal:own_answer": "one dossier",
    "portal:own_stop": "one dossier",
    "portal:own_adjust": "one dossier",
    "portal:claim_draft": "an act",
    "portal:feedback": "a form",
    "portal:feedback_followed": "one feedback",
    "portal:feedback_file": "one file",
    "portal:fees": "what one dossier owes",
    "portal:own_fees": "what one dossier owes",
    "portal:pay_begin": "an act",
    "portal:pay_receipt": "one paper",
    "portal:own_receipt": "one paper",
    "portal:order": "one order",
    "portal:order_code": "one picture",
    "portal:payment_notice": "an act",
    "portal:payment_demo": "one order",
    "portal:wishes": "an act",
    "portal:trust": "one certificate",
    "portal:authority": "one certificate",
    "portal:verify": "one result",
    "portal:verify_file": "one result",
    "accounts:cover": "who stands in for one officer",
    "accounts:cover_for": "who stands in for one officer",
    "accounts:login": "a form",
    "accounts:logout": "an act",
    "accounts:switch_post": "an act",
    "accounts:password_by_link": "a form",
    "accounts:citizen": "one citizen; of his browsers only so many may be logged in",
    "accounts:citizen_log_in": "a page with one way on",
    "accounts:citizen_set_out": "an act",
    "accounts:citizen_arrived": "an act",
    "accounts:citizen_log_out": "an act",
    "accounts:citizen_end_session": "an act",
    "ui:set_language": "an act",
    "ui:set_text_size": "an act",
    "ui:manifest": "one document",
    "ui:worker": "one document",
    "ui:offline": "one page without data",
}
"""What is no list, and why. Whoever adds a page decides which of the two it is. The gallery reads no database."""


@pytest.fixture
def model(desk: Desk, settings: Settings) -> int:
    """One real dossier, booked; its copies fill the lists."""
    settings.DEMO = True
    accounts.mark_database(purpose=Purpose.DEMO, at=desk.at)
    dossier_id = desk.receive()
    booked()
    return dossier_id


@pytest.mark.parametrize("page", LISTS, ids=str)
def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(desk: Desk, model: int, page: ListPage) -> None:
    reader = desk.somebody(page.reader, page.agency_code) if page.reader is not None else Client()
    page.grow(desk, model, FEW)
    few, shown = asked(reader, page.address)
    page.grow(desk, model, MANY - FEW)
    many, longer = asked(reader, page.address)
    assert longer != shown, "the list shows the same as before, so nothing was tried"
    assert len(many) <= len(few), "\n".join(sorted(set(many) - set(few)))


def asked(reader: Client, address: str) -> tuple[list[str], str]:
    """The statements of a page that was opened before, and what it shows."""
    opened = reader.get(address)
    assert opened.status_code == 200, said(opened)
    with CaptureQueriesContext(connection) as queries:
        page = reader.get(address)
    return [query["sql"] for query in queries], said(page)


def test_every_page_of_the_house_is_known_to_be_a_list_or_not() -> None:
    known = {page.name for page in LISTS} | ONE_THING.keys()
    there = {name for name in _names(get_resolver()) if not name.startswith("ui:gallery")}
    assert there - known == set(), "add these to LISTS with what makes them long, or to ONE_THING"
    assert known - there == set(), "these pages are no more"


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}:{pattern.name}" if space else str(pattern.name)
        else:
            yield from _names(pattern, pattern.namespace or space)
