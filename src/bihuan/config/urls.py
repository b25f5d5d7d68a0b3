"""The map of the site: one line per stage, in the order of the loop."""

from django.urls import include, path

urlpatterns = [
    path("", include("bihuan.desk.urls")),
    path("", include("bihuan.people.urls")),
    path("jobs/", include("bihuan.jobs.urls")),
    path("campaigns/", include("bihuan.campaigns.urls")),
    path("study/", include("bihuan.study.urls")),
    path("opinions/", include("bihuan.opinions.urls")),
    path("speak/", include("bihuan.supervision.public_urls")),
    path("speak/", include("bihuan.opinions.public_urls")),
    path("q/", include("bihuan.opinions.ask_urls")),
    path("issues/", include("bihuan.ledger.urls")),
    path("supervision/", include("bihuan.supervision.urls")),
    path("publication/", include("bihuan.publication.urls")),
    path("board/", include("bihuan.publication.public_urls")),
    path("outcomes/", include("bihuan.outcomes.urls")),
    path("reports/", include("bihuan.reports.urls")),
    path("", include("bihuan.api.urls")),
    path("", include("bihuan.ui.urls")),
]
