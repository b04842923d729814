"""The papers for somebody whose dossier the desk did not take: filled from what was typed, and nothing is stored.

Whoever is refused or sent back at the counter gets no receipt, no code and no clock, but leaves with a slip that says
what is missing or why (NĐ 118/2025 Đ17.1c). Official text is Vietnamese.
"""

from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormKey, ProcedureVersion
from motcua.dossier.queries.printing import INCOMPLETE, head_of, official_form, person_of, signer_of
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.papers.types import RefusalSlip, SupplementSlip
from motcua.parties.types import DeclarationInput


def counter_slip(
    form: FormKey,
    *,
    actor: Actor,
    at: datetime,
    receiving_agency_id: int,
    version: ProcedureVersion,
    declaration: DeclarationInput,
    wanted: tuple[str, ...] = (),
    reason: str = "",
) -> RefusalSlip | SupplementSlip:
    """The request to complete (`wanted`, with a reason if one was typed) or the refusal (with its reason).

    Raises Refused: `paper_not_due` for any other form, or where the regime of the day knows no such form.
    """
    official = official_form(catalogue.regime_on(at.date()), form, on=at.date())
    if official is None or form not in {FormKey.SUPPLEMENT_REQUEST, FormKey.REFUSAL}:
        raise Refused(Refusal("paper_not_due", {"form": form}))
    head = head_of(receiving_agency_id)
    applicants = tuple(person_of(party) for party in declaration.applicants)
    officer = signer_of(actor, receiving_agency_id)
    if form is FormKey.REFUSAL:
        submitter = declaration.submitter or declaration.proxy
        return RefusalSlip(
            form=official,
            head=head,
            applicants=applicants,
            procedure=version.name,
            reason=reason,
            receiver=officer,
            submitter=submitter.name if submitter is not None else "",
        )
    return SupplementSlip(
        form=official,
        head=head,
        applicants=applicants,
        procedure=version.name,
        wanted=wanted or ((reason,) if reason else ()),
        reason=reason or INCOMPLETE,
        guide=officer,
    )
