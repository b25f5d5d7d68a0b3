"""URLs of answering, of the other ways in, and of the sealed channel; `urls` nests them below a campaign."""

from django.urls import URLPattern, URLResolver, path

from bihuan.opinions.views import keeping

campaign_urls: list[URLPattern | URLResolver] = [
    path("sealed/", keeping.tip_offs, name="tip-offs"),
    path("sealed/keepers/", keeping.appointments, name="keepers"),
    path("sealed/keepers/<int:pk>/relieve/", keeping.relieve, name="keeper-relieve"),
    path("sealed/<int:number>/", keeping.tip_off, name="tip-off"),
    path("sealed/<int:number>/reply/", keeping.reply, name="tip-off-reply"),
    path("sealed/<int:number>/pictures/<int:pk>/", keeping.picture, name="tip-off-picture"),
]

opinion_urls: list[URLPattern | URLResolver] = []
