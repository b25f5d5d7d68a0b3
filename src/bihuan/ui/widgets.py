"""Form widgets that need more than a rule in the style sheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms


class RowSelect(forms.RadioSelect):
    """Choices as whole rows, each with one or more sentences of explanation.

    Args:
        hints: sentences by choice value; one sentence stands as text, several as a list.
    """

    template_name = "ui/widgets/rows.html"

    def __init__(
        self, *, hints: Mapping[str, Sequence[str]] | None = None, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - the signature of Django
        option = super().create_option(name, value, *args, **kwargs)
        option["hints"] = self.hints.get(str(value), ())
        return option
