"""Tables of study: plans and who takes part, sessions and who came, the library, reflections."""

from bihuan.study.models.library import Material, Note, Reading
from bihuan.study.models.plans import Participant, StudyPlan, Topic
from bihuan.study.models.reflections import Likeness, Reflection
from bihuan.study.models.sessions import Attendance, SessionMaterial, SessionTalk, SessionTopic, StudySession

__all__ = [
    "Attendance",
    "Likeness",
    "Material",
    "Note",
    "Participant",
    "Reading",
    "Reflection",
    "SessionMaterial",
    "SessionTalk",
    "SessionTopic",
    "StudyPlan",
    "StudySession",
    "Topic",
]
