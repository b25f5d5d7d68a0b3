"""URLs of this stage, nested by object: campaign, then opinion by its number or consultation."""

from django.urls import URLPattern, URLResolver, include, path

from bihuan.opinions import urls_answering, urls_asking, urls_triage
from bihuan.opinions.views import balance, consultations, endings, opinions

app_name = "opinions"

opinion_urls: list[URLPattern | URLResolver] = [
    path("", opinions.opinion, name="opinion"),
    path("preview/", opinions.preview, name="preview"),
    path("answer/", endings.answer, name="answer"),
    path("refuse/", endings.refuse, name="refuse"),
    path("forward/", endings.forward, name="forward"),
    path("take-back/", endings.take_back, name="take-back"),
    path("say/", endings.say, name="say"),
    path("place/", endings.place, name="place"),
    path("contact/", endings.contact, name="contact"),
    *urls_answering.opinion_urls,
    *urls_triage.opinion_urls,
]

consultation_urls: list[URLPattern | URLResolver] = [
    path("", consultations.consultation, name="consultation"),
    path("participants/", consultations.participants, name="participants"),
    path("visits/", consultations.visit, name="visit"),
    path("forms/", consultations.returns, name="returns"),
    *urls_asking.consultation_urls,
]

campaign_urls: list[URLPattern | URLResolver] = [
    path("", opinions.opinions, name="list"),
    path("new/", opinions.entry, name="entry"),
    path("balance/", balance.sheet, name="balance"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("consultations/new/", consultations.hold, name="hold"),
    path("consultations/<int:pk>/", include(consultation_urls)),
    path("<int:number>/", include(opinion_urls)),
    *urls_answering.campaign_urls,
    *urls_asking.campaign_urls,
    *urls_triage.campaign_urls,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", opinions.home, name="home"),
    *urls_asking.stage_urls,
    path("<slug:campaign>/", include(campaign_urls)),
]
