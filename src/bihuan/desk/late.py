"""What somebody else did first: said to whoever pressed a button on a page that was no longer true."""

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from bihuan.audit.models import Event
from bihuan.audit.selectors import history


def sentences(row: Model) -> list[str]:
    """What the object has become, and who did what to it last."""
    now = row.__class__._default_manager.filter(pk=row.pk).first()
    if now is None:
        return [_("It is no longer there.")]
    told = []
    if hasattr(now, "get_status_display"):
        told.append(_("%(what)s now stands at “%(state)s”.") % {"what": now, "state": now.get_status_display()})
    if last := _last(now):
        when = date_format(timezone.localtime(last.at), "DATETIME_FORMAT")
        who = last.actor_label or _("the public, or the clock")
        told.append(
            _("Last: %(who)s, %(when)s: %(fact)s.") % {"who": who, "when": when, "fact": last.sentence.rstrip("。.")}
        )
    return told


def _last(row: Model) -> Event | None:
    """The newest fact of the object itself, or of the issue that it belongs to."""
    issue = getattr(row, "issue_id", None)
    stream = f"issue:{issue}" if issue else f"{row._meta.model_name}:{row.pk}"
    return history(stream).first()
