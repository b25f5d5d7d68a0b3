"""Forms of this stage: they read and check words; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bihuan.people.models import Grant, Person, Unit
from bihuan.people.roles import Role
from bihuan.people.selectors import full_names, units_called


class UnitInput(forms.TextInput):
    """A text field that offers the names of units while somebody types; it works without scripts as well."""

    template_name = "people/widgets/unit.html"


class UnitField(forms.CharField):
    """A unit of the viewer, written as its code, its name, or its names from the top joined by "/"."""

    widget = UnitInput

    def __init__(self, *, viewer: Person | None = None, **options: Any) -> None:
        super().__init__(max_length=400, **options)
        self.viewer = viewer

    def clean(self, value: object) -> Unit | None:
        """The one unit meant.

        Raises:
            ValidationError: none or several are.
        """
        words = super().clean(value)
        if not words or self.viewer is None:
            return None
        found = units_called(self.viewer, words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("There is no unit “%(words)s” in sight that is in use.") % {"words": words})
        names = "；".join(full_names(found).values())
        sentence = _("“%(words)s” may mean: %(names)s. Write it like one of these.")
        raise forms.ValidationError(sentence % {"words": words, "names": names})

    def prepare_value(self, value: object) -> object:
        return full_names([value])[value.pk] if isinstance(value, Unit) else value


class SignInForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Account name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """Changing one's own password."""

    old = forms.CharField(
        label=gettext_lazy("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "At least 10 characters, not only digits, no common password, and not like your account name or title. "
            "A short sentence is easy to remember."
        ),
    )
    again = forms.CharField(
        label=gettext_lazy("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.person.check_password(old):
            raise forms.ValidationError(_("This is not your present password."))
        return old

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two new passwords differ."))
        if new and new == self.cleaned_data.get("old"):
            self.add_error("new", _("Choose a password that differs from the present one."))


class UnitForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=40, required=False)
    code = forms.CharField(label=gettext_lazy("Code"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Unit.Kind)


class ViewerForm(forms.Form):
    """A form with a field for a unit, chosen among those that the viewer sees."""

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.viewer = viewer


class MoveForm(ViewerForm):
    to = UnitField(
        label=gettext_lazy("New unit above"),
        required=False,
        help_text=gettext_lazy("Empty: to the top of the tree. Everything below the unit moves with it."),
    )


class PersonForm(ViewerForm):
    title = forms.CharField(
        label=pgettext_lazy("person", "Title"),
        max_length=60,
        help_text=gettext_lazy("As people are addressed: 计财科科长."),
    )
    unit = UnitField(label=gettext_lazy("Unit"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=20, required=False)


class NewPersonForm(PersonForm):
    username = forms.RegexField(
        r"^[\w.@-]{3,60}$",
        label=gettext_lazy("Account name"),
        help_text=gettext_lazy("3 to 60 letters, digits or . _ - @; it cannot be changed later."),
    )
    field_order = ["username", "title", "unit", "phone"]


class GrantForm(ViewerForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role)
    over = UnitField(label=gettext_lazy("Over the unit"))
    scope = forms.ChoiceField(label=gettext_lazy("Reaches"), choices=Grant.Scope, initial=Grant.Scope.BELOW)


class PostForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Post"), max_length=60)
    holder = forms.ModelChoiceField(
        label=gettext_lazy("Held by"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("vacant"),
    )

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        holder = self.fields["holder"]
        assert isinstance(holder, forms.ModelChoiceField)  # noqa: S101 - tells the type checker what stands above
        holder.queryset = Person.objects.filter(unit=unit, is_active=True).order_by("title")


class SheetForm(forms.Form):
    """A spreadsheet to be checked."""

    file = forms.FileField(label=gettext_lazy("Excel file"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}))


class UnitSheetForm(ViewerForm, SheetForm):
    below = UnitField(
        label=gettext_lazy("Unit above"),
        required=False,
        help_text=gettext_lazy("For rows that name none; empty: they stand at the top of the tree."),
    )
    field_order = ["file", "below"]
