"""Public URLs of this stage: no account, no trace. No address ever holds a receipt code."""

from django.urls import URLPattern, URLResolver, path

from bihuan.opinions.views import receipts, sealed, speaking, triage_objecting

app_name = "speak"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", speaking.campaigns, name="home"),
    path("receipt/", receipts.look_up, name="receipt"),
    path("receipt/say/", receipts.say, name="receipt-say"),
    path("receipt/other/", triage_objecting.object_to, name="receipt-other"),
    path("receipt/verdict/", receipts.judge, name="receipt-verdict"),
    path("receipt/sealed/say/", sealed.say, name="sealed-say"),
    path("<slug:campaign>/", speaking.campaign, name="campaign"),
    path("<slug:campaign>/about-a-person/", sealed.tell, name="sealed"),
    path("<slug:campaign>/<slug:channel>/", speaking.say, name="say"),
]
