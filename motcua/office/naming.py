"""What the official papers of a dossier are called on the pages of the office."""

from django.utils.translation import gettext_lazy

from motcua.catalogue.types import FormKey

PAPER_WORDS = {
    FormKey.RECEIPT: gettext_lazy("Receipt"),
    FormKey.SUPPLEMENT_REQUEST: gettext_lazy("Request to supplement"),
    FormKey.REFUSAL: gettext_lazy("Refusal slip"),
    FormKey.APOLOGY: gettext_lazy("Slip of apology, signed by hand"),
    FormKey.STOP_NOTICE: gettext_lazy("Notice of stopping"),
    FormKey.CONTROL_SLIP: gettext_lazy("Control slip"),
    FormKey.TRANSFER_SLIP: gettext_lazy("Transfer slip"),
}
