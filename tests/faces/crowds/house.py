"""The house itself by the hundred: its procedures, agencies, officers, and what they wrote."""

from datetime import date, datetime, timedelta
from itertools import islice

from motcua.accounts.models import Citizen, Reading, User
from motcua.accounts.tests.factories import logged_in_citizen
from motcua.catalogue import commands
from motcua.catalogue.models import Competence, FormDraft, ListedReason, Procedure, PublishedForm, Version
from motcua.dossier.models import CodePattern
from motcua.notices.models import Delivery, DemoMessage
from motcua.organisation.models import Agency, AgencyPeriod, Code, CodeUse, Delegation, Holding, Officer, Post
from motcua.process.models import ChasingLetter, ClosingRule
from motcua.sharing.models import Share
from motcua.voice.models import Feedback, Rating
from tests.faces.crowds.copying import DAY, NUMBERS, copies
from tests.faces.people import A_BIRTH


def procedures(number: int, *, name: str = "Thủ tục đăng ký khai sinh số {}", **row: object) -> list[Procedure]:
    """Procedures that are published and that the same agencies resolve."""
    birth = Procedure.objects.get(code=A_BIRTH)
    codes = [f"7.{next(NUMBERS):06}" for _number in range(number)]
    made = copies(Procedure, birth.pk, ({"code": code, "name": name.format(code), **row} for code in codes))
    version = Version.objects.filter(procedure=birth)[0]
    copies(
        Version,
        version.pk,
        ({"id": 10**15 + one.pk, "procedure_id": one.pk, "body": {**version.body, "code": one.code}} for one in made),
    )
    for competence in Competence.objects.filter(procedure=birth):
        copies(Competence, competence.pk, ({"procedure_id": one.pk} for one in made))
    return made


def listed_reasons(number: int) -> None:
    """Reasons of one wording each, which may be chosen today."""
    sample = ListedReason.objects.all()[0]
    copies(ListedReason, sample.pk, ({"key": f"reason_{next(NUMBERS)}", "valid_to": None} for _ in range(number)))


def eforms(number: int) -> None:
    """E-forms of one number each, for no paper yet, the next one of each being written."""
    (text, *_rest) = commands.packaged_forms()
    keys = [f"form_{next(NUMBERS)}" for _ in range(number)]
    at = datetime(2026, 11, 2, 8)
    PublishedForm.objects.bulk_create(
        PublishedForm(key=key, number=1, document=text.document, digest=b"", uses=[], published_at=at) for key in keys
    )
    FormDraft.objects.bulk_create(FormDraft(key=key, text="{}", revision=1, kept_at=at, kept_by="x") for key in keys)


def fields(number: int) -> None:
    """Fields with one procedure each."""
    for one in procedures(number):
        Procedure.objects.filter(pk=one.pk).update(field_code=f"field-{one.pk}", field_name=f"Lĩnh vực {one.pk}")


def feedbacks(agency_id: int, number: int, *, at: datetime) -> None:
    """What people said to an agency a month ago, each had by an officer of his own."""
    Feedback.objects.bulk_create(
        Feedback(
            code=f"PAKN-{place}",
            secret_digest=str(place).encode(),
            kind="service",
            for_leaders=False,
            stage="assigned",
            agency_id=agency_id,
            officer_id=officer.pk,
            declaration_id=place,
            words_id=place,
            received_at=at - 30 * DAY,
            due_at=at - DAY,
            lapses_at=at - DAY,
            decline_due_at=at - 20 * DAY,
            decline_lapses_at=at - 20 * DAY,
        )
        for officer, place in zip(officers(number), NUMBERS, strict=False)
    )


def shares(agency_id: int, number: int, *, at: datetime) -> None:
    """Papers that somebody shares with an agency."""
    logged_in_citizen()
    sharer = Citizen.objects.latest("id")
    Share.objects.bulk_create(
        Share(
            citizen_id=sharer.pk,
            paper=f"file/{place}",
            name="Giấy tờ",
            agency_id=agency_id,
            shared_at=at,
            until=at.date(),
        )
        for place in islice(NUMBERS, number)
    )


def posts(agency_id: int, number: int) -> None:
    """Posts of an agency, each held by somebody of his own."""
    held = Holding.objects.filter(post__agency_id=agency_id)[0]
    made = copies(Post, held.post_id, ({} for _number in range(number)))
    people = copies(Officer, held.officer_id, ({"code": f"QN-{next(NUMBERS)}"} for _post in made))
    copies(Holding, held.pk, ({"post_id": p.pk, "officer_id": o.pk} for p, o in zip(made, people, strict=True)))


def officers(number: int) -> list[Officer]:
    """Colleagues who hold the posts that others hold, with an account each."""
    first = User.objects.filter(is_sample=True)[0]
    holding = Holding.objects.filter(officer=first.officer_id)[0]
    made = copies(Officer, first.officer_id, ({"code": f"QN-{next(NUMBERS)}"} for _number in range(number)))
    copies(Holding, holding.pk, ({"officer_id": one.pk} for one in made))
    copies(User, first.pk, ({"username": one.code, "officer_id": one.pk} for one in made))
    return made


def agencies(number: int) -> list[Agency]:
    """Departments with procedures to resolve and nobody in any post."""
    department = Agency.objects.get(code_uses__code__code="H49.16")
    made = copies(Agency, department.pk, ({} for _number in range(number)))
    codes = Code.objects.bulk_create(Code(code=f"H49.{next(NUMBERS)}") for _agency in made)
    for kind in (AgencyPeriod, CodeUse, Competence):
        row = kind._default_manager.filter(agency=department)[0]
        named = ({"code_id": code.pk} if kind is CodeUse else {} for code in codes)
        copies(kind, row.pk, ({"agency_id": agency.pk, **changes} for agency, changes in zip(made, named, strict=True)))
    return made


def unpublished(number: int) -> None:
    """Procedures that somebody resolves and of which no version is in force."""
    row = Competence.objects.filter(part="resolves")[0]
    made = copies(Procedure, row.procedure_id, ({"code": f"9.{next(NUMBERS)}"} for _number in range(number)))
    copies(Competence, row.pk, ({"procedure_id": one.pk} for one in made))


def chasing_letters(ward: int, number: int, *, at: datetime, awaits: str = "") -> None:
    """Letters of that agency to itself, of which none was answered; `awaits` is the signature each waits for."""
    ChasingLetter.objects.bulk_create(
        ChasingLetter(
            agency_id=ward,
            to_agency_id=ward,
            number=next(NUMBERS),
            dossier_ids=[1],
            words_id=1,
            written_at=at,
            written_by="officer:x",
            answer_due_on=at.date(),
            awaits=awaits,
        )
        for _number in range(number)
    )


def code_patterns(number: int) -> None:
    """Decisions about how codes are written, one for each day."""
    first = datetime(2026, 12, 1).date()
    CodePattern.objects.bulk_create(
        CodePattern(
            valid_from=first + next(NUMBERS) * DAY,
            template="{agency}-{day}-{number}",
            filing_template="TN-{day}-{number}",
            width=4,
            decided_by="QĐ 1/QĐ-UBND",
        )
        for _number in range(number)
    )


def history_of(user_id: int, number: int) -> None:
    """What somebody read, and to whom he lent his post."""
    user = User.objects.get(pk=user_id)
    post = Holding.objects.filter(officer=user.officer_id)[0].post_id
    at = datetime(2026, 11, 2, 9, 0)
    Reading.objects.bulk_create(
        Reading(at=at, user=user, subject_kind="dossier", subject_key=str(key), purpose="page") for key in range(number)
    )
    Delegation.objects.bulk_create(
        Delegation(
            giver_id=user.officer_id, receiver=one, post_id=post, decision="QĐ 1", valid_from=at.date(),
            valid_to=at.date(),
        )
        for one in officers(number)
    )  # fmt: skip


def closing_rules(agency_id: int, number: int) -> None:
    """Decisions of one agency about closing, one for each day."""
    begun = ClosingRule.objects.count()
    ClosingRule.objects.bulk_create(
        ClosingRule(
            agency_id=agency_id,
            valid_from=date(2027, 1, 1) + timedelta(days=begun + one),
            by_itself=one % 2 == 0,
            decided_by=f"QĐ {begun + one}/QĐ-UBND",
        )
        for one in range(number)
    )


def notices(agency_id: int, number: int, *, at: datetime) -> None:
    """Messages that the demonstration's vendor has, each of a dossier and to a declaration of its own."""
    places = [next(NUMBERS) for _number in range(number)]
    Delivery.objects.bulk_create(
        Delivery(
            key=f"{place}.applicant/0.zalo",
            position=place,
            recipient="applicant/0",
            channel="zalo",
            event="received",
            recorded_at=at,
            dossier_id=place,
            code=f"H49.201-261102-{place}",
            agency_ids=[agency_id],
            declaration_id=place,
            state="sent",
            sent_at=at,
        )
        for place in places
    )
    DemoMessage.objects.bulk_create(
        DemoMessage(key=f"{place}.applicant/0.zalo", channel="zalo", text=f"Hồ sơ {place}", sent_at=at)
        for place in places
    )


def ratings(agency_id: int, number: int, *, at: datetime) -> None:
    """So many procedures that were rated often enough to be shown."""
    first, month = Rating.objects.count(), at.date().replace(day=1)
    answers = dict.fromkeys(("access", "procedure", "officials", "result", "feedback", "overall"), 4)
    Rating.objects.bulk_create(
        Rating(agency_id=agency_id, procedure_code=f"9.{first + place:06}", month=month, answers=answers)
        for place in range(number)
        for _person in range(5)
    )
