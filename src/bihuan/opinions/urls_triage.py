"""URLs of the triage desk."""

from django.urls import URLPattern, URLResolver, path

from bihuan.opinions.views import triage_bulk, triage_hot, triage_learning, triage_matters, triage_queue

opinion_urls: list[URLPattern | URLResolver] = [
    path("triage/", triage_queue.voice, name="triage-voice"),
    path("triage/decide/", triage_queue.decide, name="triage-decide"),
]

campaign_urls: list[URLPattern | URLResolver] = [
    path("triage/", triage_queue.queue, name="triage"),
    path("triage/similar/", triage_queue.similar, name="triage-similar"),
    path("triage/accept/", triage_bulk.accept, name="triage-accept"),
    path("triage/category/", triage_bulk.set_category, name="triage-categorise"),
    path("triage/responsible/", triage_bulk.set_responsible, name="triage-hand"),
    path("triage/merge/", triage_bulk.put_together, name="triage-merge"),
    path("triage/end/", triage_bulk.end, name="triage-dispose"),
    path("triage/groups/", triage_matters.groups, name="triage-groups"),
    path("triage/hot/", triage_hot.hot, name="hot"),
    path("triage/learning/", triage_learning.learning, name="learning"),
    path("triage/learning/begin/", triage_learning.begin, name="learning-begin"),
    path("triage/learning/<int:pk>/stop/", triage_learning.stop, name="learning-stop"),
    path("triage/learning/<int:pk>/resume/", triage_learning.resume, name="learning-resume"),
    path("matters/", triage_matters.matters, name="matters"),
    path("matters/<int:number>/", triage_matters.matter, name="matter"),
    path("matters/<int:number>/name/", triage_matters.name, name="matter-name"),
    path("matters/<int:number>/split/", triage_matters.take_apart, name="matter-split"),
    path("matters/undo/<int:act>/", triage_matters.undo_act, name="matter-undo"),
    path("matters/dissent/<int:tie>/", triage_matters.dissent, name="matter-dissent"),
    path("matters/objections/<int:objection>/", triage_matters.rule, name="matter-rule"),
]
