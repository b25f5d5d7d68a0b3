"""Questionnaires for the crowd: written straight into the tables, the guards away."""

from bihuan.opinions.models import Choice, Option, Question, Questionnaire, Section, Sheet, Version
from tests.world import DAY, World


def questionnaire(world: World, number: int) -> Questionnaire:
    """An open questionnaire with one question."""
    made = Questionnaire.objects.create(
        campaign=world.campaign, channel=world.mailbox, code=f"Q{number:05}", title=f"第{number}份问卷", status="open"
    )
    version = Version.objects.create(questionnaire=made, number=1)
    section = Section.objects.create(version=version, position=1, title="题目")
    question(section, 1)
    Version.objects.filter(pk=version.pk).update(frozen_on=DAY)
    return made


def question(section: Section, position: int) -> None:
    """One more question of two answers."""
    asked = Question.objects.create(
        version=section.version, section=section, position=position, kind="scale", text="满意吗？", threshold_percent=80
    )
    for place, label in enumerate(("满意", "不满意"), start=1):
        Option.objects.create(question=asked, position=place, label=label, satisfied=place == 1)


def answers(of: Questionnaire, number: int) -> None:
    """One more question, and one more answer to all of them."""
    version = of.versions.get()
    question(version.sections.get(), number)
    sheet = Sheet.objects.create(version=version, shaken=True)
    for asked in version.questions.all():
        Choice.objects.create(sheet=sheet, question=asked, option=asked.options.first())
