"""What the room's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare, name
from motcua.parties.types import Flaw, IdentityKind, PartyKind, Role, Sex, TextPurpose

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "applicant_missing": Wording(_("Nobody is named as applicant. Enter at least one."), _WRONG),
        "applicants_too_many": Wording(
            _("A dossier takes at most {most} applicants. Put the others into a list of its own."), _WRONG
        ),
        "proxy_missing": Wording(
            _("There is an authorisation but no authorised person. Enter who was authorised."), _WRONG
        ),
        "authorisation_missing": Wording(
            _(
                "Somebody acts for the applicant, but no authorisation is named. Ask for the paper and enter "
                "which it is."
            ),
            _WRONG,
        ),
        "name_missing": Wording(_("The name is missing. Enter it as it stands on the paper."), _WRONG),
        "name_too_long": Wording(_("The name is longer than {most} characters. Enter the name only."), _WRONG),
        "name_unreadable": Wording(
            _("The name holds signs that no name has, or no letter at all. Enter it as it stands on the paper."), _WRONG
        ),
        "identity_missing": Wording(
            _(
                "No identity number. Enter the personal number; for a foreigner the passport, for somebody "
                "without a number another paper."
            ),
            _WRONG,
        ),
        "identity_of_other_kind": Wording(
            _(
                "A person is identified by a personal paper, an organisation by its tax code, identifier or "
                "decision. Choose another paper."
            ),
            _WRONG,
        ),
        "identity_number_missing": Wording(_("The number of the paper is missing. Enter it as printed."), _WRONG),
        "identity_paper_missing": Wording(_("Enter which paper this is, and who issued it."), _WRONG),
        "issue_date_in_future": Wording(_("The paper is dated in the future. Check its date of issue."), _WRONG),
        "personal_number_malformed": Wording(
            _("A personal number has 12 digits, this one has {length}. Compare it with the card."), _WRONG
        ),
        "personal_number_unknown_place": Wording(
            _("The number begins with {place}, which is no province. Compare it with the card, then confirm."), _WRONG
        ),
        "personal_number_not_yet_born": Wording(
            _("By this number the person is born in {year}. Compare it with the card, then confirm."), _WRONG
        ),
        "personal_number_birth_year_differs": Wording(
            _(
                "By the number the year of birth is {number_year}, declared is {declared_year}. Compare with "
                "the card, then confirm."
            ),
            _WRONG,
        ),
        "personal_number_sex_differs": Wording(
            _("The number belongs to the other sex. Compare it with the card, then confirm."), _WRONG
        ),
        "old_identity_card_malformed": Wording(
            _("The old identity card has 9 digits. Compare the number with the card."), _WRONG
        ),
        "passport_malformed": Wording(
            _("A passport number has 5 to 20 Latin letters and digits. Compare it with the passport."), _WRONG
        ),
        "tax_code_malformed": Wording(
            _(
                "A tax code has 10 digits, a branch 13, a person's is the personal number of 12. Compare it "
                "with the certificate."
            ),
            _WRONG,
        ),
        "tax_code_check_digit": Wording(
            _("The last digit of the tax code does not fit the others. Compare it with the certificate, then confirm."),
            _WRONG,
        ),
        "phone_unreadable": Wording(
            _("This is no telephone number. Enter it like 0912 345 678, or with + and the country for one abroad."),
            _WRONG,
        ),
        "email_unreadable": Wording(
            _("This is no e-mail address. Enter it like name@example.vn, or leave it empty."), _WRONG
        ),
        "address_too_long": Wording(_("The address is longer than {most} characters. Shorten it."), _WRONG),
        "birth_date_unreadable": Wording(
            _("There is no such date. Enter the date of birth like 03/05/1947, or only the year."), _WRONG
        ),
        "birth_date_in_future": Wording(
            _("The date of birth lies after the day of filing. Compare it with the paper."), _WRONG
        ),
        "birth_date_too_old": Wording(
            _("The date of birth lies more than {years} years back. Compare it with the paper."), _WRONG
        ),
        "card_unreadable": Wording(
            _("This is not the code of an identity card. Scan the square code again, or type the number."), _WRONG
        ),
        "text_missing": Wording(_("The text is missing. Write it, and send again."), _WRONG),
        "text_too_long": Wording(
            _("The text is longer than {most} characters. Shorten it, or attach it as a file."), _WRONG
        ),
        "search_too_broad": Wording(
            _("Type at least two words of the name, or four signs of a number."), HTTPStatus.BAD_REQUEST
        ),
        "search_too_many": Wording(
            _("More than {most} declarations fit. Type more of the name, or a number."), HTTPStatus.BAD_REQUEST
        ),
        "person_not_found": Wording(_("Nobody has declared with this number."), HTTPStatus.NOT_FOUND),
    }
)

name({PartyKind.PERSON: _("person"), PartyKind.ORGANISATION: _("organisation")})
name(
    {
        Role.APPLICANT: _("applicant"),
        Role.SUBMITTER: _("submitter"),
        Role.PROXY: _("authorised person"),
        Role.COLLECTOR: _("person who collects the result"),
        Role.SENDER: _("person who sends a feedback"),
    }
)
name(
    {
        IdentityKind.PERSONAL_NUMBER: _("personal identification number"),
        IdentityKind.OLD_IDENTITY_CARD: _("old identity card"),
        IdentityKind.PASSPORT: _("passport"),
        IdentityKind.OTHER_PAPER: _("other identity paper"),
        IdentityKind.TAX_CODE: _("enterprise or tax code"),
        IdentityKind.AGENCY_IDENTIFIER: _("agency identifier"),
        IdentityKind.OTHER_REGISTER: _("founding decision or licence"),
    }
)
name({Sex.MALE: _("male"), Sex.FEMALE: _("female")})
name(
    {
        TextPurpose.REASON: _("reason"),
        TextPurpose.REQUEST: _("request"),
        TextPurpose.ANSWER: _("answer"),
        TextPurpose.NOTICE: _("notice"),
        TextPurpose.REMARK: _("remark"),
        TextPurpose.NOTE: _("note of an officer"),
        TextPurpose.SUBJECT: _("subject of the request"),
        TextPurpose.FEEDBACK: _("feedback"),
    }
)
name(
    {
        Flaw.MISSING: _("is missing"),
        Flaw.OTHER_DIGEST: _("has another digest than the journal"),
        Flaw.CHANGED: _("has been changed"),
        Flaw.ERASED_IN_SILENCE: _("was erased without an entry of the journal"),
        Flaw.INDEX_DIFFERS: _("is found under other words than it says"),
    }
)
