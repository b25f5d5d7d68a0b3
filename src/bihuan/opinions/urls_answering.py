"""URLs of answering, of the other ways in, and of the sealed channel; `urls` nests them below a campaign."""

from django.urls import URLPattern, URLResolver, path

from bihuan.opinions.views import answering, keeping, ways

campaign_urls: list[URLPattern | URLResolver] = [
    path("answering/", answering.answering, name="answering"),
    path("answering/rates/", answering.three_rates, name="rates"),
    path("answering/rules/", answering.rules, name="rules"),
    path("answering/words/", answering.words, name="words"),
    path("ways-in/", ways.ways_in, name="ways-in"),
    path("ways-in/poster/<slug:channel>/", ways.poster, name="poster"),
    path("ways-in/hand-over/", ways.hand_over, name="hand-over"),
    path("ways-in/hand-over/<str:token>/", ways.check, name="hand-over-check"),
    path("ways-in/hand-over/<str:token>/take/", ways.take, name="hand-over-take"),
    path("sealed/", keeping.tip_offs, name="tip-offs"),
    path("sealed/keepers/", keeping.appointments, name="keepers"),
    path("sealed/keepers/<int:pk>/relieve/", keeping.relieve, name="keeper-relieve"),
    path("sealed/<int:number>/", keeping.tip_off, name="tip-off"),
    path("sealed/<int:number>/reply/", keeping.reply, name="tip-off-reply"),
    path("sealed/<int:number>/pictures/<int:pk>/", keeping.picture, name="tip-off-picture"),
]

opinion_urls: list[URLPattern | URLResolver] = [
    path("files/<int:position>/", answering.attachment, name="attachment"),
    path("more-time/", answering.more_time, name="more-time"),
    path("charge/take/", answering.take_charge, name="charge-take"),
    path("charge/hand-on/", answering.hand_on, name="charge-hand-on"),
    path("charge/decide/", answering.decide_charge, name="charge-decide"),
]
