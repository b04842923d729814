"""What the list pages of the house are, and how each is made longer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.test import Client
from django.urls import reverse

from motcua.accounts.models import User
from motcua.dossier.types import Listing
from motcua.insight.commands import note_ended
from motcua.insight.types import By, Cell
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process.queries import Box
from tests.faces import crowds
from tests.faces.conftest import NOW
from tests.faces.people import HONG_GAI, Desk
from tests.faces.test_control import NOVEMBER

THE_WARD = "ward"
"""In an address: the number of Hồng Gai ward, which the test database gave it."""
Grow = Callable[[Desk, int, int], object]
"""Adds so many rows, where they are of dossiers copies of this real one."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list: its name among the addresses, who asks what of it, and what makes it longer."""

    name: str
    reader: Role | None
    grow: Grow
    query: str = ""
    args: tuple[str, ...] = ()
    agency_code: str = HONG_GAI

    def __str__(self) -> str:
        return " ".join(filter(None, (self.name, self.grow.__name__, *self.args, self.query)))

    @property
    def address(self) -> str:
        args = [str(ward_on(NOW)) if one == THE_WARD else one for one in self.args]
        query = self.query.replace(THE_WARD, str(ward_on(NOW))) if THE_WARD in self.query else self.query
        return f"{reverse(self.name, args=args)}?{query}"


def of_work(box: Box) -> Grow:
    def work(desk: Desk, model: int, number: int) -> None:
        crowds.work(model, number, box, officer_id=user_of(desk.somebody(Role.OFFICER)).officer_id)

    return work


def officers_at_work(_desk: Desk, model: int, number: int) -> None:
    crowds.work_of_many(model, number)


def of_dossiers(listing: Listing) -> Grow:
    def listed(desk: Desk, model: int, number: int) -> None:
        crowds.dossiers(model, number, **crowds.standing_on(listing, desk.at))

    return listed


def of_cell(cell: Cell) -> Grow:
    def counted(_desk: Desk, model: int, number: int) -> None:
        crowds.counted(model, number, cell)

    return counted


def dossiers(_desk: Desk, model: int, number: int) -> None:
    crowds.dossiers(model, number)


def classes_that_differ(desk: Desk, model: int, number: int) -> None:
    standing = crowds.standing_on(Listing.ENDED, desk.at)
    crowds.dossiers(model, number, **{**standing, "timeliness_766": "late"})


def procedures_that_ended(desk: Desk, model: int, number: int) -> None:
    made = crowds.dossiers(model, number, **{**crowds.standing_on(Listing.ENDED, desk.at), "outcome": "granted"})
    note_ended([one.id for one in made])


def unpublished(_desk: Desk, _model: int, number: int) -> None:
    crowds.unpublished(number)


def answers_awaited(_desk: Desk, model: int, number: int) -> None:
    crowds.answers_awaited(model, number)


def chasing_letters(desk: Desk, _model: int, number: int) -> None:
    crowds.chasing_letters(ward_on(desk.at), number, at=desk.at)


def chasing_letters_to_sign(desk: Desk, _model: int, number: int) -> None:
    crowds.chasing_letters(ward_on(desk.at), number, at=desk.at, awaits="leader")


def overdue_dossiers(desk: Desk, model: int, number: int) -> None:
    crowds.dossiers(model, number, lapses_at=desk.at)


def agencies_on_the_board(_desk: Desk, model: int, number: int) -> None:
    crowds.resolved_elsewhere(model, number)


def figures(_desk: Desk, model: int, number: int) -> None:
    crowds.rows_of_figures(model, number)


def procedures(_desk: Desk, _model: int, number: int) -> None:
    crowds.procedures(number)


def first_procedures(_desk: Desk, _model: int, number: int) -> None:
    crowds.procedures(number, field_code="a", field_name="A")


def fields(_desk: Desk, _model: int, number: int) -> None:
    crowds.fields(number)


def listed_reasons(_desk: Desk, _model: int, number: int) -> None:
    crowds.listed_reasons(number)


def eforms(_desk: Desk, _model: int, number: int) -> None:
    crowds.eforms(number)


def vacancies(_desk: Desk, _model: int, number: int) -> None:
    crowds.agencies(number)


def posts_of_the_ward(desk: Desk, _model: int, number: int) -> None:
    crowds.posts(ward_on(desk.at), number)


def code_patterns(_desk: Desk, _model: int, number: int) -> None:
    crowds.code_patterns(number)


def closing_rules(desk: Desk, _model: int, number: int) -> None:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    crowds.closing_rules(ward, number)


def results(desk: Desk, model: int, number: int) -> None:
    crowds.results(model, number, agency_id=organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id)


def notices(desk: Desk, _model: int, number: int) -> None:
    crowds.notices(ward_on(desk.at), number, at=desk.at)


def lists_of_a_year(_desk: Desk, _model: int, number: int) -> None:
    crowds.lists_of_a_year(number)


def destructions(desk: Desk, _model: int, number: int) -> None:
    crowds.destructions(ward_on(desk.at), number)


def records(desk: Desk, model: int, number: int) -> None:
    crowds.records(model, ward_on(desk.at), number)


def to_sign(_desk: Desk, model: int, number: int) -> None:
    crowds.to_sign(model, number)


def to_seal(_desk: Desk, model: int, number: int) -> None:
    crowds.to_seal(model, number)


def letters(_desk: Desk, model: int, number: int) -> None:
    crowds.letters(model, number)


def feedbacks(desk: Desk, _model: int, number: int) -> None:
    crowds.feedbacks(ward_on(desk.at), number, at=desk.at)


def rated(desk: Desk, _model: int, number: int) -> None:
    crowds.ratings(ward_on(desk.at), number, at=desk.at)


def shares(desk: Desk, _model: int, number: int) -> None:
    crowds.shares(ward_on(desk.at), number, at=desk.at)


def debts(_desk: Desk, model: int, number: int) -> None:
    crowds.debts(model, number)


def cashier(desk: Desk) -> int:
    officer_id = user_of(desk.receptionist).officer_id
    assert officer_id is not None
    return officer_id


def payments(desk: Desk, model: int, number: int) -> None:
    crowds.payments(model, number, cashier(desk), on=desk.at.date())


def shipments(_desk: Desk, model: int, number: int) -> None:
    crowds.shipments(model, number)


def paper_lists(desk: Desk, _model: int, number: int) -> None:
    crowds.paper_lists(ward_on(desk.at), number)


def papers_in_a_list(desk: Desk, model: int, number: int) -> None:
    crowds.papers_in_a_list(model, ward_on(desk.at), number)


def to_send(desk: Desk, model: int, number: int) -> None:
    crowds.to_send(model, number, **crowds.standing_on(Listing.UNCOLLECTED, desk.at))


def certified(desk: Desk, model: int, number: int) -> None:
    crowds.certified(model, number, on=desk.at.date())


def money_back(_desk: Desk, model: int, number: int) -> None:
    crowds.repayments(model, number, at=_desk.at)


def gateway_files(_desk: Desk, model: int, number: int) -> None:
    crowds.statements(model, number, before=_desk.at.date())


def tills(desk: Desk, model: int, number: int) -> None:
    crowds.tills(model, number, cashier(desk), before=desk.at.date())


def books(_desk: Desk, model: int, number: int) -> None:
    crowds.books(model, number)


def kept_sheets(desk: Desk, _model: int, number: int) -> None:
    crowds.kept_sheets(ward_on(desk.at), number, at=desk.at)


def parcels(desk: Desk, _model: int, number: int) -> None:
    crowds.parcels(ward_on(desk.at), number, at=desk.at)


def pads(desk: Desk, _model: int, number: int) -> None:
    crowds.pads(ward_on(desk.at), number, at=desk.at)


def officers(_desk: Desk, _model: int, number: int) -> None:
    crowds.officers(number)


def history(desk: Desk, _model: int, number: int) -> None:
    crowds.history_of(user_of(desk.somebody(Role.OFFICER)).pk, number)


def ward_on(at: datetime) -> int:
    return organisation.agency_by_code(HONG_GAI, on=at.date()).id


def user_of(browser: Client) -> User:
    return User.objects.get(pk=browser.session["_auth_user_id"])


PERIOD = NOVEMBER.partition("?")[2]
LISTINGS = (Listing.OPEN, Listing.FILINGS, Listing.CLOSING, Listing.ENDED)
"""One of each order in which dossiers are listed; the others only narrow these."""
CELLS = (Cell.RECEIVED, Cell.LATE, Cell.OPEN, Cell.PAUSED)
ROWS = (By.FIELD, By.PROCEDURE, By.AGENCY, By.OFFICER)
"""What a period table may have hundreds of rows by; there are few lines, levels and channels."""
LISTS = (
    *(ListPage("office:inbox", Role.OFFICER, of_work(box), f"box={box}") for box in Box),
    ListPage("office:inbox", Role.OFFICER, of_work(Box.MINE), "box=mine&due=late"),
    ListPage("office:workload", Role.LEADER, officers_at_work),
    *(ListPage("office:dossiers", Role.OFFICER, of_dossiers(one), f"list={one}") for one in LISTINGS),
    ListPage("office:dossiers", Role.RECEPTIONIST, of_dossiers(Listing.OPEN), "list=open&side=receives"),
    ListPage("office:search", Role.OFFICER, dossiers, "q=nguyen van an"),
    ListPage("office:search", Role.OFFICER, dossiers, "q=261102-"),
    ListPage("office:registers", Role.CLERK, results),
    ListPage("office:registers", Role.CLERK, results, "q=nguyen van an"),
    ListPage("office:registers", Role.CLERK, results, "q=KQ.G15.000031"),
    ListPage("office:register_print", Role.CLERK, results),
    ListPage("office:to_sign", Role.LEADER, to_sign),
    ListPage("office:to_seal", Role.CLERK, to_seal),
    ListPage("office:paper_lists", Role.RECEPTIONIST, paper_lists),
    ListPage("office:paper_lists", Role.RECEPTIONIST, dossiers),
    ListPage("office:paper_list", Role.RECEPTIONIST, papers_in_a_list, args=(str(crowds.PAPER_LIST),)),
    ListPage("office:letters", Role.LEADER, letters),
    ListPage("office:feedbacks", Role.OFFICER, feedbacks, "box=open"),
    ListPage("office:feedbacks", Role.LEADER, feedbacks, "box=late"),
    ListPage("office:shared", Role.OFFICER, shares),
    ListPage("desk:cash", Role.RECEPTIONIST, debts),
    ListPage("desk:cash", Role.RECEPTIONIST, payments),
    ListPage("desk:results", Role.RECEPTIONIST, of_dossiers(Listing.UNCOLLECTED)),
    ListPage("desk:shipments", Role.RECEPTIONIST, shipments),
    ListPage("desk:shipments", Role.RECEPTIONIST, to_send),
    ListPage("desk:parcels", Role.RECEPTIONIST, parcels),
    ListPage("desk:parcels", Role.RECEPTIONIST, parcels, "q=nguoi"),
    ListPage("desk:pads", Role.SUPERVISOR, pads),
    ListPage("desk:certification", Role.RECEPTIONIST, certified),
    ListPage("desk:days", Role.SUPERVISOR, tills),
    ListPage("desk:day", Role.SUPERVISOR, payments, args=(str(crowds.TILL),)),
    ListPage("desk:books", Role.SUPERVISOR, books),
    ListPage("desk:online", Role.SUPERVISOR, money_back),
    ListPage("desk:online", Role.SUPERVISOR, gateway_files),
    ListPage("desk:home", Role.RECEPTIONIST, dossiers),
    ListPage("desk:home", Role.RECEPTIONIST, of_dossiers(Listing.FILINGS)),
    ListPage("desk:home", Role.RECEPTIONIST, kept_sheets),
    ListPage("desk:home", Role.RECEPTIONIST, procedures, "q=khai sinh"),
    ListPage("desk:home", Role.RECEPTIONIST, first_procedures),
    ListPage("control:board", Role.INSPECTOR, agencies_on_the_board, agency_code="H49"),
    ListPage("control:board_list", Role.SUPERVISOR, dossiers, args=("due_today",)),
    ListPage("control:digest", Role.SUPERVISOR, overdue_dossiers),
    ListPage("control:classes", Role.SUPERVISOR, classes_that_differ, PERIOD),
    ListPage("control:ratings", Role.SUPERVISOR, rated),
    ListPage("control:statistics", Role.SUPERVISOR, procedures_that_ended, PERIOD),
    ListPage("control:publication", Role.INSPECTOR, unpublished, agency_code="H49"),
    ListPage("control:answers", Role.SUPERVISOR, answers_awaited),
    ListPage("control:chasing", Role.SUPERVISOR, chasing_letters),
    ListPage("control:chasing_to_sign", Role.LEADER, chasing_letters_to_sign),
    ListPage("control:chase", Role.SUPERVISOR, overdue_dossiers, f"agency={THE_WARD}"),
    ListPage("control:responsibility", Role.SUPERVISOR, of_cell(Cell.LATE), PERIOD),
    ListPage("control:responsibility_csv", Role.SUPERVISOR, of_cell(Cell.LATE), PERIOD),
    *(ListPage("control:period", Role.SUPERVISOR, figures, f"{PERIOD}&by={by}") for by in ROWS),
    *(ListPage("control:behind", Role.SUPERVISOR, of_cell(cell), PERIOD, (cell.value,)) for cell in CELLS),
    ListPage("control:posts", Role.SYSTEM_ADMINISTRATOR, vacancies, agency_code="H49"),
    ListPage("control:agencies", Role.SYSTEM_ADMINISTRATOR, vacancies, agency_code="H49"),
    ListPage("control:agencies", Role.SYSTEM_ADMINISTRATOR, vacancies, "q=so", agency_code="H49"),
    ListPage("control:agency", Role.SYSTEM_ADMINISTRATOR, posts_of_the_ward, args=(THE_WARD,), agency_code="H49"),
    ListPage("control:codes", Role.SYSTEM_ADMINISTRATOR, code_patterns, agency_code="H49"),
    ListPage("control:closings", Role.SYSTEM_ADMINISTRATOR, closing_rules, agency_code="H49"),
    ListPage("control:catalogue", Role.CATALOGUE_ADMINISTRATOR, procedures, "after=6", agency_code="H49.01"),
    ListPage("control:catalogue", Role.CATALOGUE_ADMINISTRATOR, procedures, "q=khai sinh", agency_code="H49.01"),
    ListPage("control:eforms", Role.CATALOGUE_ADMINISTRATOR, eforms, agency_code="H49.01"),
    ListPage("control:reasons", Role.SYSTEM_ADMINISTRATOR, listed_reasons, agency_code="H49"),
    ListPage("control:notices", Role.SUPERVISOR, notices),
    ListPage("control:notices", Role.LEADER, notices, "state=sent"),
    ListPage("control:outbox", Role.SUPERVISOR, notices),
    ListPage("control:archive", Role.INSPECTOR, lists_of_a_year, "year=2020", agency_code="H49"),
    ListPage("control:archive", Role.CLERK, destructions),
    ListPage("control:archive_year", Role.CLERK, records, args=(THE_WARD, "2020")),
    ListPage("control:destruction", Role.LEADER, records, args=(str(crowds.DESTRUCTION),)),
    ListPage("portal:home", None, fields),
    ListPage("portal:procedures", None, procedures, "q=khai sinh"),
    ListPage("portal:procedures_json", None, procedures),
    ListPage("accounts:account", Role.OFFICER, history),
    ListPage("accounts:demo", None, officers),
)
