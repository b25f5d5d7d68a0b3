"""The second demonstration: every figure of its report comes out of records, and what is open is open in two districts."""

import pytest
from django.db import transaction

from bihuan.campaigns.models import Campaign
from bihuan.demo.guigang.build import PAID, build
from bihuan.ledger.models import Target
from bihuan.outcomes.models import Measurement
from bihuan.reports.figures import figures

pytestmark = pytest.mark.django_db

FLOOD = {
    "towns": 62,
    "schools": 641,
    "rooms_collapsed": 811,
    "area_collapsed_m2": 40109,
    "rooms_dangerous": 2711,
    "area_dangerous_m2": 143017,
    "loss_cny": 87_000_000,
}
STATED = {
    "organisation.leading_members": 5,
    "quantified_measures.classes_into_new_classrooms": 315,
    "quantified_measures.students_into_new_classrooms": 11666,
    **{f"quantified_measures.flood.{name}": value for name, value in FLOOD.items()},
    "regulations_built": 14,
    "regulations_named": 11,
    "left_open.subsidy_cny_per_person_month": 52,
}


@pytest.fixture(scope="module")
def campaign(django_db_setup: None, django_db_blocker) -> Campaign:
    """Built once for the module, and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(lambda _step: None)
        transaction.set_rollback(True)


def values(campaign: Campaign) -> dict[str, float]:
    return {figure.path: figure.value for figure in figures(campaign)}


def test_every_figure_of_the_report_is_computed(campaign: Campaign) -> None:
    got = values(campaign)
    assert {path: got.get(path) for path in STATED} == STATED


def test_the_subsidy_is_open_in_two_districts_until_both_have_paid(campaign: Campaign) -> None:
    owed = Target.objects.filter(issue__campaign=campaign, measured_in="元/人·月").exclude(unit__name__in=PAID)
    assert {target.unit.name for target in owed} == {"港南区教育局", "覃塘区教育局"}
    assert values(campaign)["left_open.districts_open"] == 2
    owed.filter(unit__name="港南区教育局").update(done=52)
    assert values(campaign)["left_open.subsidy_cny_per_person_month"] == 52
    owed.update(done=52)
    assert values(campaign)["left_open.subsidy_cny_per_person_month"] == 0


def test_changing_a_record_changes_the_figure(campaign: Campaign) -> None:
    one = Measurement.objects.filter(indicator__campaign=campaign, indicator__code="quantified_measures.flood.schools")[
        0
    ]
    Measurement.objects.filter(pk=one.pk).update(value=one.value + 1)
    assert values(campaign)["quantified_measures.flood.schools"] == 642
