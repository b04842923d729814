"""Colleagues leave each other notes on a dossier; whoever is mentioned finds it in his inbox until he has read it."""

from django.test import Client

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, hidden, said

WORDS = "Chị xem giúp giấy chứng sinh này."


def test_a_colleague_is_found_without_accents_mentioned_and_reads_it(desk: Desk) -> None:
    dossier_id = desk.receive()
    page, address = f"/office/dossiers/{dossier_id}/", f"/office/dossiers/{dossier_id}/notes/"
    agency = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    (leader, *_) = organisation.officers_for(Role.LEADER, agency_id=agency, on=desk.at.date())
    writer = desk.somebody(Role.OFFICER)
    assert "Ghi chú" in said(writer.get(page))
    form = writer.get(address)
    looked = writer.post(address, {**hidden(form), "words": WORDS, "find": "khong ai", "look": "1"})
    assert WORDS in looked.content.decode(), "looking for somebody loses nothing that was typed"
    assert "Không có ai" in said(looked)
    found = writer.get(address, {"find": leader.name}).content.decode()
    assert f'value="{leader.id}"' in found
    empty = writer.post(address, {**hidden(form), "words": "", "mentioned": str(leader.id)})
    assert empty.status_code == 422
    assert f'value="{leader.id}" ' in empty.content.decode()
    for _press in range(2):
        assert writer.post(address, {**hidden(form), "words": WORDS, "mentioned": str(leader.id)}).status_code == 302
    assert said(writer.get(page)).count(WORDS) == 1
    reader = desk.somebody(Role.LEADER)
    assert "Có người nhắc đến anh/chị" in said(reader.get("/office/"))
    assert "nhắc đến anh/chị" in said(reader.get(page))
    assert reader.post(f"{address}read/").status_code == 302
    assert "nhắc đến anh/chị" not in said(reader.get("/office/")) + said(reader.get(page))


def test_no_citizen_and_no_stranger_reads_a_note(desk: Desk) -> None:
    dossier_id = desk.receive()
    page, address = f"/office/dossiers/{dossier_id}/", f"/office/dossiers/{dossier_id}/notes/"
    writer = desk.somebody(Role.OFFICER)
    writer.post(address, {**hidden(writer.get(address)), "words": WORDS})
    stranger = desk.somebody(Role.OFFICER, ELSEWHERE)
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"words": "x"}).status_code == 404
    inspector = desk.somebody(Role.INSPECTOR, "H49")
    assert WORDS in said(inspector.get(page))
    assert inspector.get(address).status_code == 403
    assert WORDS not in writer.get(f"/office/dossiers/{dossier_id}/papers/control_slip.pdf").content.decode("latin-1")
    assert Client().get(address).status_code == 302
