"""What the refusals of signing say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
_AWAY = HTTPStatus.SERVICE_UNAVAILABLE

declare(
    {
        "signing_pin_wrong": Wording(
            _("The PIN or passphrase is wrong. Enter it once more; too many wrong ones lock the token."), _UNPROCESSABLE
        ),
        "signing_pin_locked": Wording(
            _("The PIN is locked after too many wrong ones. Have it unlocked by whoever issued the certificate."),
            _UNPROCESSABLE,
        ),
        "signing_key_absent": Wording(
            _("The key or its certificate was not found ({what}). Look at signing.yaml, then try again."),
            _UNPROCESSABLE,
        ),
        "signing_out_of_reach": Wording(
            _("{what} does not answer. Is the token plugged in, is the service up? Try again in a moment."), _AWAY
        ),
        "signing_refused_by_vendor": Wording(
            _("The signing or time stamp service refused: {reason}. Ask whoever runs it."), HTTPStatus.BAD_GATEWAY
        ),
        "signing_settings_wrong": Wording(
            _("The settings of signing are wrong at {where}: {what}. Correct signing.yaml."), _UNPROCESSABLE
        ),
        "signer_unknown": Wording(
            _("There is no signer “{signer}” in signing.yaml. Add it, or choose another one."), _UNPROCESSABLE
        ),
        "signing_certificate_expired": Wording(
            _("The certificate is valid from {since} to {until} only. Have it renewed, then sign."), _UNPROCESSABLE
        ),
        "signing_certificate_withdrawn": Wording(
            _("The certificate has been withdrawn by its issuer. Nothing can be signed with it."), _UNPROCESSABLE
        ),
        "signing_certificate_not_believed": Wording(
            _("The certificate leads to no issuer named in signing.yaml. Add the issuer, or sign with another one."),
            _UNPROCESSABLE,
        ),
        "signing_revocation_unknown": Wording(
            _("The issuer does not say whether the certificate was withdrawn. Try again in a moment."), _AWAY
        ),
        "paper_not_a_pdf": Wording(_("This file is not a PDF. Only PDF files can be signed."), _UNPROCESSABLE),
        "paper_damaged": Wording(_("This PDF is damaged. Make it anew, then sign it."), _UNPROCESSABLE),
        "paper_encrypted": Wording(
            _("This PDF is protected by a password. Take the password away, then sign it."), _UNPROCESSABLE
        ),
        "signature_on_altered_paper": Wording(
            _("The paper was altered after it was signed ({roles}). Sign the unaltered one."), HTTPStatus.CONFLICT
        ),
        "signed_already": Wording(_("This paper is signed already in this role ({role})."), HTTPStatus.CONFLICT),
        "signature_not_planned": Wording(
            _("This paper needs no signature in this role ({role})."), HTTPStatus.CONFLICT
        ),
        "signature_out_of_order": Wording(
            _("It is not the turn of {role} yet: first {awaited} must sign."), HTTPStatus.CONFLICT
        ),
        "signature_too_late": Wording(
            _("It is too late for {role}: {later} has signed already. Begin again with the unsigned paper."),
            HTTPStatus.CONFLICT,
        ),
        "signature_of_another": Wording(
            _("Another certificate is meant to sign as {role}. Sign with that one."), HTTPStatus.CONFLICT
        ),
        "paper_not_lasting": Wording(
            _("No archive time stamp lies over this paper, so there is none to renew."), HTTPStatus.CONFLICT
        ),
        "archive_stamp_broken": Wording(
            _("The archive time stamp of this paper does not hold any more: it cannot be renewed."), HTTPStatus.CONFLICT
        ),
        "archive_stamp_no_longer": Wording(
            _("The authority still stamps with a certificate that ends no later. Try again when it has a new one."),
            HTTPStatus.CONFLICT,
        ),
        "time_stamps_unset": Wording(
            _("No time stamp authority is named in signing.yaml. Name one under time_stamps."), _UNPROCESSABLE
        ),
        "stamp_place_not_found": Wording(
            _("The place of the stamp is not on this paper: {place}. Choose another place."), _UNPROCESSABLE
        ),
        "stamp_template_unknown": Wording(_("There is no stamp template “{template}”."), _UNPROCESSABLE),
        "picture_missing": Wording(
            _("The picture of the key {key} is not there ({file}). Put it there, or take it out of signing.yaml."),
            _UNPROCESSABLE,
        ),
        "picture_not_png": Wording(
            _("The picture of the key {key} cannot be read as PNG ({file}). Make a PNG file of it."), _UNPROCESSABLE
        ),
        "picture_too_large": Wording(
            _("The picture of the key {key} is larger than {most} MB ({file}). Make it smaller."), _UNPROCESSABLE
        ),
        "picture_wrong_size": Wording(
            _("The picture of the key {key} must have from {least} to {most} dots in width and in height ({file})."),
            _UNPROCESSABLE,
        ),
        "picture_not_transparent": Wording(
            _(
                "The picture of the key {key} would hide the words of the paper: its background is not transparent "
                "({file})."
            ),
            _UNPROCESSABLE,
        ),
        "picture_empty": Wording(
            _("On the picture of the key {key} nothing can be seen ({file}). Make another one."), _UNPROCESSABLE
        ),
        "picture_of_other_kind": Wording(
            _(
                "The picture of the key {key} is of the wrong kind: an agency's key shows a seal, an officer's a "
                "signature. Correct signing.yaml."
            ),
            _UNPROCESSABLE,
        ),
        "picture_without_signer": Wording(
            _("signing.yaml names a picture for the key {key}, but nothing signs with that key."), _UNPROCESSABLE
        ),
        "picture_not_given": Wording(
            _("The key {key} has no picture in signing.yaml: its signature shows words only."), _UNPROCESSABLE
        ),
        "seal_not_red": Wording(_("The picture of the seal of {key} is not red ({file})."), _UNPROCESSABLE),
        "signature_not_blue": Wording(_("The picture of the signature of {key} is not blue ({file})."), _UNPROCESSABLE),
    }
)
