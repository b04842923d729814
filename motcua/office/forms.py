"""The form of one act: only the fields that this act needs, and the command that they make."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Label, Reason, ReasonKind, checklist, worded
from motcua.dossier.types import (
    Accept,
    Action,
    AdjustContent,
    AnswerConsultation,
    AnswerSupplement,
    Apologise,
    AskCompletion,
    AskConsultation,
    AskSupplement,
    AssessFee,
    CloseCorrection,
    CloseUnanswered,
    Command,
    CompleteFiling,
    Decline,
    DeclineReason,
    HeldComponent,
    OpenCorrection,
    OwedFee,
    Pause,
    Prolong,
    Reappoint,
    Resume,
    ReturnMethod,
    SettleFee,
    StartClock,
    Stop,
    StopFiling,
    Void,
    WhyAsked,
    WithdrawConsultation,
)
from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.office.many_files import ManyFilesField
from motcua.office.opinions import question_in_short
from motcua.organisation import queries as organisation
from motcua.parties.types import TextRef
from motcua.process.queries import DossierView
from motcua.ui.days import DayField, InstantField
from motcua.ui.forms import choose_among
from motcua.worktime.types import Term

Write = Callable[[str, str], TextRef]
"""Turns what was typed, and the key of the listed reason if there is one, into a reference; for a preview, into one
that stands for nothing."""

NO_TEXT = TextRef(0, b"")
METHODS = {
    ReturnMethod.COUNTER: _("In person at the desk"),
    ReturnMethod.POST: _("By post"),
    ReturnMethod.ELECTRONIC: _("Electronically"),
}


KEY = "reason_key"
"""The field in which a listed reason is chosen."""


def _moment(label: object, *, hint: object = "", is_required: bool = True) -> InstantField:
    return InstantField(label=str(label), help_text=str(hint), required=is_required)


_WHY, _WORDS = "why-", "words-"
"""How the two fields begin that say why one paper is asked for."""


class ActForm(forms.Form):
    """Built from what an act needs. Values that the law must check are not checked here.

    A reason is chosen from its list (`reason_kind`), and said more exactly in words. Whoever is of an agency that was
    asked answers for his own.
    """

    def __init__(
        self,
        *args: Any,
        needs: Sequence[str],
        view: DossierView,
        on: date,
        reason_kind: ReasonKind | None = None,
        own_agencies: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.view = view
        self.listed = _listed(view, reason_kind, on) if "reason" in needs else {}
        for need in needs:
            if need == "reason" and self.listed:
                self.fields[KEY] = _reason_choice(self.listed.values())
            self.fields[need] = _FIELDS[need](view)
        if "consultation" in self.fields:
            own = [one for one in view.facts.open_consultations if one.agency_id in own_agencies]
            choices = _consultation_choices(view)
            choose_among(self, "consultation", [one for one in choices if one[0] in {o.key for o in own}] or choices)
        if "missing" in needs and self.listed:
            for paper, label in _paper_choices(view):
                self.fields[_WHY + paper] = _reason_choice(self.listed.values(), _("Why: {paper}").format(paper=label))
                self.fields[_WORDS + paper] = forms.CharField(
                    label=_("In words, what exactly"), required=False, max_length=300
                )
        if "agencies" in needs:
            self.fields["reason"].label = _("What they are asked")
        if self.listed:
            self.fields["reason"].label, self.fields["reason"].required = _("In words, what exactly"), False

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """All but those of each paper."""
        return [field for field in self if not field.name.startswith((_WHY, _WORDS))]

    @property
    def of_each_paper(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each paper that may be asked for: the listed reason, and words."""
        papers = [name.removeprefix(_WHY) for name in self.fields if name.startswith(_WHY)]
        return [(self[_WHY + paper], self[_WORDS + paper]) for paper in papers]

    @property
    def has_reasons_of_papers(self) -> bool:
        """Whether anything was chosen or typed for one of them."""
        return any(field.value() or field.errors for pair in self.of_each_paper for field in pair)

    def clean(self) -> dict[str, Any]:
        """Some listed reasons say too little alone."""
        typed = super().clean() or self.cleaned_data
        asked = [(_WHY + paper, _WORDS + paper) for paper in typed.get("missing", ()) if _WHY + paper in self.fields]
        for key, words in ((KEY, "reason"), *asked):
            said = worded(self.listed.get(typed.get(key, "")), typed.get(words, ""))
            if isinstance(said, Refusal):
                self.add_error(words, messages.sentence_of(said))
        return typed


class GiveForm(forms.Form):
    """To whom work is given, and why."""

    officer = forms.ChoiceField(label=_("Officer"))
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, officers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, "officer", officers)


class LateForm(forms.Form):
    """When it really happened, and why it is entered only now (nhập bù)."""

    happened_at = InstantField(
        label=_("Happened at"),
        required=False,
    )
    late_reason = forms.CharField(label=_("Why it is entered late"), max_length=300, required=False)
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """An instant needs its reason."""
        typed = super().clean() or self.cleaned_data
        if typed.get("happened_at") and not typed.get("late_reason", "").strip():
            self.add_error("late_reason", _("Write why it is entered late."))
        return typed


def _listed(view: DossierView, kind: ReasonKind | None, on: date) -> dict[str, Reason]:
    """The reasons that may be chosen, by their keys."""
    if kind is None:
        return {}
    subject = view.facts.subject
    offered = catalogue.reasons_offered(
        kind, on=on, procedure_code=subject.procedure_code, field_code=subject.field_code
    )
    return {one.key: one for one in offered}


def _reason_choice(offered: Iterable[Reason], of_paper: str = "") -> forms.ChoiceField:
    choices = [("", "–"), *((one.key, _said(one.label)) for one in offered)]
    return forms.ChoiceField(label=of_paper or _("Reason"), choices=choices, required=not of_paper)


def _text(label: object, *, required: bool = True) -> Callable[[DossierView], forms.Field]:
    return lambda _view: forms.CharField(
        label=str(label), required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _short(label: object, *, required: bool = True, hint: object = "") -> Callable[[DossierView], forms.Field]:
    return lambda _view: forms.CharField(label=str(label), required=required, max_length=100, help_text=str(hint))


def _papers(label: object) -> Callable[[DossierView], forms.Field]:
    def field(view: DossierView) -> forms.Field:
        return forms.MultipleChoiceField(
            label=str(label), choices=_paper_choices(view), required=False, widget=forms.CheckboxSelectMultiple
        )

    return field


def _choice(
    label: object, choices: Callable[[DossierView], Sequence[tuple[str, str]]]
) -> Callable[[DossierView], forms.Field]:
    return lambda view: forms.ChoiceField(label=str(label), choices=choices(view))


def _paper_choices(view: DossierView) -> list[tuple[str, str]]:
    subject = view.facts.subject
    items = checklist(view.page.version, case=subject.case_key or None, channel=subject.channel)
    return [(paper.key, _said(paper.label)) for item in items for paper in item.components]


def _pause_choices(view: DossierView) -> list[tuple[str, str]]:
    running = {pause.reason_key for pause in view.facts.open_pauses}
    return [
        (reason.key, _said(reason.label)) for reason in view.page.version.pause_reasons if reason.key not in running
    ]


def _resume_choices(view: DossierView) -> list[tuple[str, str]]:
    running = {pause.reason_key for pause in view.facts.open_pauses}
    return [(reason.key, _said(reason.label)) for reason in view.page.version.pause_reasons if reason.key in running]


def _rule_choices(view: DossierView) -> list[tuple[str, str]]:
    return [(rule.key, _said(rule.label)) for rule in view.page.version.prolongations]


def _fee_choices(view: DossierView) -> list[tuple[str, str]]:
    labels = {fee.key: _said(fee.label) for fee in view.page.version.fees}
    return [(fee.key, labels.get(fee.key, fee.key)) for fee in view.facts.fees_due]


def _agency_choices(view: DossierView) -> list[tuple[str, str]]:
    received = view.facts.received_at or view.facts.filed_at
    if received is None:
        return []
    return [(str(agency.id), agency.name) for agency in organisation.agencies(on=received.date())]


def _consultation_choices(view: DossierView) -> list[tuple[str, str]]:
    return [(asked.key, question_in_short(view, asked)) for asked in view.facts.open_consultations]


_FIELDS: Mapping[str, Callable[[DossierView], forms.Field]] = {
    "reason": _text(_("Reason")),
    "paper_reason": _text(_("Why the result is made on paper, signed and stamped by hand")),
    "slip_reason": _text(_("Why the slip is later than the law allows"), required=False),
    "missing": _papers(_("What is missing or must be replaced")),
    "components": _papers(_("What was handed in now")),
    "pause": _choice(_("Why time is not counted"), _pause_choices),
    "resume": _choice(_("What has ended"), _resume_choices),
    "rule": _choice(_("Rule of law"), _rule_choices),
    "agencies": lambda view: forms.MultipleChoiceField(
        label=str(_("Agencies asked")),
        choices=_agency_choices(view),
        widget=forms.CheckboxSelectMultiple,
        help_text=str(_("Each gets the same question, with its own term.")),
    ),
    "days": lambda _view: forms.IntegerField(label=str(_("Working days to answer")), min_value=1, max_value=60),
    "consultation": _choice(_("Which question"), _consultation_choices),
    "files": lambda _view: ManyFilesField(
        label=str(_("Papers that come with the answer")),
        required=False,
        help_text=str(_("Whoever may see the dossier may open them.")),
    ),
    "proposed_at": lambda _view: _moment(
        _("New date proposed"), hint=_("Empty where no new date can be given yet."), is_required=False
    ),
    "appointment_at": lambda _view: _moment(_("New appointment")),
    "fee_name": _short(_("What is owed")),
    "amount": lambda _view: forms.IntegerField(label=str(_("Amount in dong")), min_value=1),
    "fee_key": _choice(_("Which fee"), _fee_choices),
    "paid_by": _short(_("Receipt or decision number")),
    "replaced_by": _short(_("Code of the right dossier, if there is one"), required=False),
    "result_number": _short(
        _("Number of the result"),
        required=False,
        hint=_("Leave it empty to take the next number of your register; type one that was given elsewhere."),
    ),
    "valid_to": lambda _view: DayField(
        label=str(_("Valid until")),
        required=False,
        help_text=str(_("Leave it empty when the paper holds until further notice.")),
    ),
    "method": lambda view: forms.ChoiceField(
        label=str(_("How it goes back")),
        choices=[(one.value, word) for one, word in METHODS.items()],
        initial=view.facts.return_method.value,
    ),
    "by_proxy": lambda _view: forms.BooleanField(
        label=str(_("Collected by somebody authorised; the paper was seen")), required=False
    ),
}

NEEDS: Mapping[Action, tuple[str, ...]] = {
    Action.ASK_COMPLETION: ("missing", "reason"),
    Action.DECLINE: ("reason",),
    Action.ASK_SUPPLEMENT: ("missing", "reason", "slip_reason"),
    Action.ANSWER_SUPPLEMENT: ("components",),
    Action.COMPLETE_FILING: ("components",),
    Action.PAUSE: ("pause",),
    Action.RESUME: ("resume",),
    Action.ASK_CONSULTATION: ("agencies", "days", "reason"),
    Action.ANSWER_CONSULTATION: ("consultation", "reason", "files"),
    Action.WITHDRAW_CONSULTATION: ("consultation", "reason"),
    Action.PROLONG: ("rule", "reason"),
    Action.APOLOGISE: ("proposed_at", "reason"),
    Action.REAPPOINT: ("appointment_at",),
    Action.ASSESS_FEE: ("fee_name", "amount"),
    Action.SETTLE_FEE: ("fee_key", "paid_by"),
    Action.STOP: ("reason",),
    Action.ADJUST_CONTENT: ("reason",),
    Action.VOID: ("reason", "replaced_by"),
    Action.OPEN_CORRECTION: ("reason",),
}
"""What each act asks for. Acts that are not named need nothing but the press."""

REASON_KINDS: Mapping[Action, ReasonKind] = {
    Action.ASK_COMPLETION: ReasonKind.COMPLETION,
    Action.DECLINE: ReasonKind.DECLINED,
    Action.ASK_SUPPLEMENT: ReasonKind.SUPPLEMENT,
    Action.APOLOGISE: ReasonKind.APOLOGY,
    Action.STOP: ReasonKind.STOP,
    Action.VOID: ReasonKind.VOID,
    Action.OPEN_CORRECTION: ReasonKind.CORRECTION,
}
"""The lists from which the reasons of acts are chosen."""


def command_of(action: Action, typed: Mapping[str, Any], *, write: Write) -> Command:
    """The command of an act, from what was typed. Raises ValueError for an act that no page offers."""
    make = _COMMANDS.get(action)
    if make is None:
        raise ValueError(f"No page offers {action}.")
    return make(typed, write)


_Make = Callable[[Mapping[str, Any], Write], Command]


def _ask_supplement(typed: Mapping[str, Any], write: Write) -> Command:
    late = typed.get("slip_reason", "").strip()
    written = write(late, "") if late else None
    why = _why(typed, write)
    return AskSupplement(tuple(typed["missing"]), why, written, typed.get(KEY, ""), _why_each(typed, write))


def _why(typed: Mapping[str, Any], write: Write) -> TextRef:
    return write(typed["reason"], typed.get(KEY, ""))


def _why_each(typed: Mapping[str, Any], write: Write) -> tuple[WhyAsked, ...]:
    """Why each paper is asked for, of those for which that was said."""
    said = [(paper, typed.get(_WHY + paper, ""), typed.get(_WORDS + paper, "").strip()) for paper in typed["missing"]]
    return tuple(WhyAsked(paper, write(words, key), key) for paper, key, words in said if key or words)


def _decline(typed: Mapping[str, Any], write: Write) -> Decline:
    """What the law distinguishes is told by the key; whatever an office adds to the list is another reason."""
    key = typed.get(KEY, "")
    reason = DeclineReason(key) if key in set(DeclineReason) else DeclineReason.OTHER
    return Decline(reason, _why(typed, write), key)


def _ask_consultation(typed: Mapping[str, Any], write: Write) -> Command:
    agency_id = next(map(int, typed["agencies"]), 0)
    return AskConsultation(f"agency-{agency_id}", agency_id, days_to_answer(typed["days"]), _why(typed, write))


def days_to_answer(days: int) -> Term:
    """The term in which an opinion is asked for."""
    return Term.parse(f"{days} working_day")


_COMMANDS: Mapping[Action, _Make] = {
    Action.ACCEPT: lambda _typed, _write: Accept(),
    Action.START_CLOCK: lambda _typed, _write: StartClock(),
    Action.ASK_COMPLETION: lambda typed, write: AskCompletion(
        tuple(typed["missing"]), _why(typed, write), typed.get(KEY, ""), _why_each(typed, write)
    ),
    Action.DECLINE: _decline,
    Action.STOP_FILING: lambda _typed, _write: StopFiling(),
    Action.COMPLETE_FILING: lambda typed, _write: CompleteFiling(_held(typed)),
    Action.ASK_SUPPLEMENT: _ask_supplement,
    Action.ANSWER_SUPPLEMENT: lambda typed, _write: AnswerSupplement(_held(typed)),
    Action.CLOSE_UNANSWERED: lambda _typed, _write: CloseUnanswered(),
    Action.PAUSE: lambda typed, _write: Pause(typed["pause"]),
    Action.RESUME: lambda typed, _write: Resume(typed["resume"]),
    Action.ASK_CONSULTATION: _ask_consultation,
    Action.ANSWER_CONSULTATION: lambda typed, write: AnswerConsultation(typed["consultation"], _why(typed, write)),
    Action.WITHDRAW_CONSULTATION: lambda typed, write: WithdrawConsultation(typed["consultation"], _why(typed, write)),
    Action.PROLONG: lambda typed, write: Prolong(typed["rule"], _why(typed, write)),
    Action.APOLOGISE: lambda typed, write: Apologise(
        _why(typed, write), _whole(typed["proposed_at"]) if typed["proposed_at"] else None, typed.get(KEY, "")
    ),
    Action.REAPPOINT: lambda typed, _write: Reappoint(_whole(typed["appointment_at"])),
    Action.ASSESS_FEE: lambda typed, _write: AssessFee(OwedFee(typed["fee_name"], typed["amount"])),
    Action.SETTLE_FEE: lambda typed, _write: SettleFee(typed["fee_key"], typed["paid_by"]),
    Action.STOP: lambda typed, write: Stop(_why(typed, write), typed.get(KEY, "")),
    Action.ADJUST_CONTENT: lambda typed, write: AdjustContent(_why(typed, write)),
    Action.VOID: lambda typed, write: Void(_why(typed, write), typed["replaced_by"].strip(), typed.get(KEY, "")),
    Action.OPEN_CORRECTION: lambda typed, write: OpenCorrection(_why(typed, write), typed.get(KEY, "")),
    Action.CLOSE_CORRECTION: lambda _typed, _write: CloseCorrection(),
}


def _held(typed: Mapping[str, Any]) -> tuple[HeldComponent, ...]:
    return tuple(HeldComponent(key, originals=1) for key in typed["components"])


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _said(label: Label) -> str:
    return label.text(get_language() or "vi")
