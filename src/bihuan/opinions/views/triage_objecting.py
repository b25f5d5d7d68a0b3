"""On the receipt: that a voice was put together with others, and the way to say that it is another matter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bihuan.common.workflow import Refused
from bihuan.opinions.forms.triage import OtherMatterForm
from bihuan.opinions.models import MatterObjection, Opinion
from bihuan.opinions.selectors.triage_matters import companions, tie_of
from bihuan.opinions.services.triage_objections import object_to_matter
from bihuan.opinions.views.receipts import receipt_page


def section(request: HttpRequest, opinion: Opinion, code: str) -> SafeString:
    """For the page of a receipt. Nothing about the others is told but how many there are."""
    tie = tie_of(opinion)
    others = companions(opinion).count() if tie else 0
    latest = MatterObjection.objects.filter(tie__opinion=opinion).order_by("-pk").first()
    if not others and latest is None:
        return SafeString("")
    may = tie is not None and others > 0 and (latest is None or latest.tie_id != tie.pk)
    form = OtherMatterForm(initial={"code": code}, auto_id="id_other_%s") if may else None
    context = {"tie": tie, "others": others, "objection": latest, "form": form, "code": code}
    return mark_safe(render_to_string("opinions/triage/_receipt.html", context, request=request))  # noqa: S308 - a template escapes


@never_cache
@require_POST
def object_to(request: HttpRequest) -> HttpResponse:
    """Take the objection down and show the receipt again."""
    form = OtherMatterForm(request.POST)
    form.is_valid()
    if "code" not in form.cleaned_data:
        return render(request, "opinions/public/look_up.html", {"form": form})
    code = form.cleaned_data["code"]
    try:
        object_to_matter(form.opinion, words=form.cleaned_data.get("words", ""))
    except Refused as refused:
        return receipt_page(request, form.opinion, code, notice=" ".join(refused.reasons))
    return receipt_page(request, form.opinion, code, notice=_("Taken down. The office's ruling will stand here."))
