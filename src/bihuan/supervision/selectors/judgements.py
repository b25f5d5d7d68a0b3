"""What speakers say about the issues that their voices became, for the three rates of listening."""

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from bihuan.opinions.models import Verdict
from bihuan.opinions.selectors.rates import Judgements
from bihuan.supervision.models import Asking, CameBack

SAID = (Asking.Answer.SATISFIED, Asking.Answer.DISSATISFIED)


def judgements() -> Judgements:
    """The newest answer of each speaker before closing; whoever says afterwards that it came back is not content.

    Satisfied counts as settled, and dissatisfied as not: whoever is dissatisfied is asked what is still missing.
    """
    asked = Asking.objects.filter(
        opinion=OuterRef("pk"), issue__voices__opinion=F("opinion"), issue__voices__removed_at__isnull=True
    )
    back = CameBack.objects.filter(issue=OuterRef("issue"), opinion=OuterRef("opinion"), cycle__gte=OuterRef("cycle"))
    newest = asked.filter(answer__in=SAID).annotate(back=Exists(back)).order_by("-pk")
    content = Q(answer=Asking.Answer.SATISFIED, back=False)
    solved = ExpressionWrapper(content, output_field=BooleanField())
    good, poor = Value(int(Verdict.Grade.GOOD)), Value(int(Verdict.Grade.POOR))
    grade = Case(When(content, then=good), default=poor, output_field=IntegerField())
    return Judgements(
        asked=Exists(asked.exclude(answer=Asking.Answer.UNREACHABLE)),
        solved=Subquery(newest.annotate(solved=solved).values("solved")[:1], output_field=BooleanField()),
        grade=Subquery(newest.annotate(grade=grade).values("grade")[:1], output_field=IntegerField()),
    )
