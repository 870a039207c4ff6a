"""Forms of signing in and of a new password."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

NOT_KNOWN = "The name and the password do not belong together. Check both; capitals matter in the password."


class SignInForm(AuthenticationForm):
    """Name and password."""

    error_messages = {"invalid_login": NOT_KNOWN, "inactive": NOT_KNOWN}  # noqa: RUF012 - as Django declares it

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "Name"
        self.fields["username"].error_messages["required"] = "Enter your name"
        self.fields["password"].error_messages["required"] = "Enter your password"


class NewPasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, label in (
            ("old_password", "Password now"),
            ("new_password1", "New password"),
            ("new_password2", "New password again"),
        ):
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"Enter: {label.lower()}"
        self.fields["new_password1"].help_text = "12 characters or more, not one of the common ones, not only numbers."
        self.fields["new_password2"].help_text = ""
