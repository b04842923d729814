"""The field in which several files are chosen at once."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.papers.types import MediaType


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files of the sorts that the house keeps; at least one, where it is required.

    What is in them is judged where they are accepted.
    """

    widget = _ManyFiles(attrs={"accept": ",".join(MediaType)})

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """The files that were chosen."""
        chosen = data if isinstance(data, list) else []
        if self.required and not chosen:
            raise forms.ValidationError(_("Choose at least one file."))
        return chosen
