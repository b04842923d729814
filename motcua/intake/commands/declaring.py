"""What was answered in the e-forms of a draft, drawn as papers of the dossier exactly as it is filed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from motcua.catalogue import queries as catalogue
from motcua.dossier.types import DigitalState, FileKind, NewPaper
from motcua.forms import queries as forms
from motcua.intake.queries.forms import forms_in
from motcua.intake.types import Application, Draft, DraftForm
from motcua.kernel.days import INSTANT_WRITTEN
from motcua.kernel.types import granted
from motcua.organisation import queries as organisation
from motcua.papers import commands as papers
from motcua.papers import queries as printed
from motcua.papers.types import DeclaredForm, DeclaredPage


def declared_papers(
    draft: Draft, application: Application, *, receiving_agency_id: int, at: datetime
) -> Iterator[NewPaper]:
    """Each e-form of the draft as a PDF in Vietnamese, in the words that were shown, for the paper it stands for.

    Raises Refused where the store takes nothing.
    """
    addressee = organisation.agency_names([receiving_agency_id], on=at.date()).get(receiving_agency_id, "")
    for one in forms_in(draft, at=at):
        with translation.override("vi"):
            declared = _declared(one, draft, application, addressee, at)
        accepted = papers.accept_own(printed.declared_pdf(declared, at=at))
        yield NewPaper(one.component.key, accepted, FileKind.SUBMITTED, DigitalState.DIGITISED)


def _declared(one: DraftForm, draft: Draft, application: Application, addressee: str, at: datetime) -> DeclaredForm:
    form = one.published.form
    return DeclaredForm(
        title=form.title.vi,
        procedure=granted(catalogue.current_version(draft.procedure_code, at.date())).name,
        addressee=addressee,
        applicant=application.declaration.applicants[0].name,
        filed_at=f"{at:{INSTANT_WRITTEN}}",
        edition=f"{one.published.key}/{one.published.number}",
        pages=tuple(DeclaredPage(title, answers) for title, answers in forms.declared(form, one.counted)),
    )
