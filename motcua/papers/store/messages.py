"""What the store's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare, name
from motcua.papers.store.objections import ActiveContent

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "files_too_many": Wording(
            _("At most {most} files are taken. Put several pages into one file, or remove one."), _WRONG
        ),
        "files_too_large": Wording(
            _("All files together are larger than {most} MB. Make them smaller, or remove one."), _WRONG
        ),
        "photos_too_many": Wording(
            _("At most {most} photos make one file. Send the paper in parts, or scan it into a PDF."), _WRONG
        ),
        "file_empty": Wording(_("This file is empty. Choose it again, or scan the paper once more."), _WRONG),
        "file_too_large": Wording(
            _(
                "This file is larger than {most_megabytes} MB. Scan at 200 to 300 dots per inch, in grey where colour "
                "says nothing, or send it in parts."
            ),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
        "file_type_unknown": Wording(
            _(
                "This is not a kind of file that is taken here (it looks like “{found}”). Send PDF, JPEG, PNG, TIFF, "
                "DOCX, XLSX, ODT, XML or plain text."
            ),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        "file_type_differs": Wording(
            _(
                "The name of this file ends in “{claimed}”, but inside it is “{found}”. Open it, save it as what it "
                "is to be, and send that."
            ),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        "file_old_office": Wording(
            _("This is an office file of the old kind (.doc, .xls). Save it as DOCX, XLSX or, better, PDF."),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        "file_heic": Wording(
            _(
                "This photo is of the kind HEIC, which not every machine can show. Set the camera to “most compatible” "
                "(JPEG), or save the photo as JPEG."
            ),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        ),
        "file_has_macros": Wording(
            _("This office file holds macros, which are programs. Save it without them, or as PDF."), _WRONG
        ),
        "file_active_content": Wording(
            _("This file does more than show its pages ({what}). Print it into a new PDF, and send that."), _WRONG
        ),
        "file_signed_and_active": Wording(
            _(
                "This PDF is signed and does more than show its pages ({what}). Taking that out would break the "
                "signature, so it is not taken. Ask whoever signed it for a copy without, signed again."
            ),
            _WRONG,
        ),
        "file_encrypted": Wording(
            _(
                "This file is locked with a password. Open it with the password, save it without protection (or print "
                "it into a new PDF), and send that."
            ),
            _WRONG,
        ),
        "file_damaged": Wording(
            _(
                "This file is damaged and cannot be read to its end. Open it on your machine, save it anew, or scan "
                "the paper once more."
            ),
            _WRONG,
        ),
        "file_too_many_pages": Wording(_("This file has more than {most} pages. Send it in parts."), _WRONG),
        "file_too_many_pixels": Wording(
            _(
                "A picture in this file has {millions} million dots; at most {most_millions} million are taken. Scan "
                "at 200 to 300 dots per inch."
            ),
            _WRONG,
        ),
        "file_too_demanding": Wording(
            _(
                "This file unpacks to far more than its size says, or takes too long to read, so it was not opened "
                "further. Print it into a new PDF, or scan the paper once more."
            ),
            _WRONG,
        ),
        "file_infected": Wording(
            _(
                "The virus scanner found “{found}” in this file. It was not kept. Clean the machine it comes from, and "
                "tell whoever sent it."
            ),
            _WRONG,
        ),
        "file_check_unavailable": Wording(
            _("Files cannot be checked right now. Nothing was kept; try again in a few minutes."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "file_store_unreachable": Wording(
            _("The store of files does not answer right now. Nothing was changed; try again in a few minutes."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "file_store_full": Wording(
            _("There is no room left for files. Nothing was kept; tell whoever looks after this house."),
            HTTPStatus.INSUFFICIENT_STORAGE,
        ),
        "file_missing": Wording(
            _(
                "This file is not in the store any more. Tell whoever looks after this house: "
                "“motcua papers verify” says more."
            ),
            HTTPStatus.NOT_FOUND,
        ),
        "file_absent": Wording(_("There is no such file here, or it is not yours to see."), HTTPStatus.NOT_FOUND),
        "file_grant_void": Wording(
            _("This link to a file is over, or was given to somebody else. Open the file from its page again."),
            HTTPStatus.FORBIDDEN,
        ),
        "file_without_preview": Wording(
            _("This file has no such page to show. Download it instead."), HTTPStatus.NOT_FOUND
        ),
        "file_still_held": Wording(_("This file cannot be destroyed yet. Places that still hold it: {holders}.")),
        "file_still_kept": Wording(_("This file must be kept until {until}.")),
        "file_kept_for_ever": Wording(_("This file is kept permanently. It is never destroyed.")),
        "file_destroyed_without_decision": Wording(
            _("Files are destroyed only by a decision: give its number and date."), _WRONG
        ),
    }
)

name(
    {
        ActiveContent.SCRIPT: _("a script"),
        ActiveContent.LAUNCH: _("it starts programs"),
        ActiveContent.SENDING: _("it sends or fetches data"),
        ActiveContent.MEDIA: _("sound, film or 3D"),
        ActiveContent.OPENING: _("it acts when it is opened"),
        ActiveContent.EMBEDDED: _("other files inside it"),
        ActiveContent.OTHER_FILE: _("it opens other files"),
        ActiveContent.ENTITIES: _("declarations that can expand without end"),
    }
)
