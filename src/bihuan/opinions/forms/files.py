"""Files of the public: several at once, cleaned before anything else sees them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from bihuan.common.workflow import Refused
from bihuan.files.traceless import LARGEST_MB, MOST_PAGES, traceless

if TYPE_CHECKING:
    Upload = UploadedFile[bytes]
else:  # generic for the type checker only
    Upload = UploadedFile

MOST_FILES = 5


def _limits() -> str:
    return _(
        "Up to %(files)d pictures, PDF (%(pages)d pages) or text files of %(size)d MB each. Place, time, device and "
        "file names are removed."
    ) % {"files": MOST_FILES, "pages": MOST_PAGES, "size": LARGEST_MB}


class SeveralFiles(forms.FileInput):
    """A file button that takes several; on a phone it offers the camera."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: object, files: MultiValueDict[str, Upload], name: str) -> Any:  # noqa: ANN401 - the signature of Django
        return files.getlist(name) if hasattr(files, "getlist") else []


class CleanFilesField(forms.Field):
    """A few pictures, PDF or text files; cleaned they are contents with their media types (`files.traceless`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", lazy(_limits, str)())
        super().__init__(widget=SeveralFiles(attrs={"accept": "image/*,application/pdf,text/plain"}), **kwargs)

    def clean(self, value: list[Upload]) -> list[tuple[bytes, str]]:
        """Clean each file.

        Raises:
            ValidationError: a sentence for each file that is not taken.
        """
        if len(value) > MOST_FILES:
            words = _("You chose %(count)d files; %(limit)d are the most. Choose the ones that matter.")
            raise ValidationError(words % {"count": len(value), "limit": MOST_FILES})
        found: list[tuple[bytes, str]] = []
        wrong: list[str] = []
        for upload in value:
            try:
                found.append(traceless(upload))
            except Refused as refused:
                wrong += refused.reasons
        if wrong:
            raise ValidationError([*wrong, _("Choose your files once more; your words are kept.")])
        return found
