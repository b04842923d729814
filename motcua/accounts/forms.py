"""The forms of log-in and of passwords."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import User


class LogInForm(forms.Form):
    """Name and password. Whether they fit is asked by the view, which knows the request."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    new_password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 10 characters; not only digits, no common word, not your user name."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_new_password(self) -> str:
        """Refuses a weak one here, beside its field."""
        password = str(self.cleaned_data["new_password"])
        validate_password(password, self._user)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        cleaned = super().clean() or {}
        if "new_password" in cleaned and cleaned.get("again") != cleaned["new_password"]:
            self.add_error("again", ValidationError(_("The two passwords differ. Type the same one twice.")))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """A new password for somebody who is logged in and proves it with the old one."""

    old_password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "new_password", "again")

    def clean_old_password(self) -> str:
        """It is his."""
        password = str(self.cleaned_data["old_password"])
        if not self._user.check_password(password):
            raise ValidationError(_("This is not your present password."))
        return password
