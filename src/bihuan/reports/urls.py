"""URLs of reports."""

from django.urls import URLPattern, URLResolver, path

from bihuan.reports.views import checks, figures, papers, templates, workbooks

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", papers.papers, name="papers"),
    path("figures/", figures.page, name="figures"),
    path("new/<slug:kind>/", papers.new, name="new"),
    path("new/<slug:kind>/<int:subject>/", papers.new, name="new-about"),
    path("papers/<int:pk>/", papers.paper, name="paper"),
    path("papers/<int:pk>/file/", papers.paper_file, name="paper-file"),
    path("papers/<int:pk>/pages/", papers.paper_pages, name="paper-pages"),
    path("templates/", templates.templates, name="templates"),
    path("templates/<int:pk>/file/", templates.template_file, name="template-file"),
    path("templates/<int:pk>/retire/", templates.template_retire, name="template-retire"),
    path("workbooks/", workbooks.workbooks, name="workbooks"),
    path("workbooks/new/<str:token>/", workbooks.mapping, name="workbook-new"),
    path("workbooks/<int:pk>/file/", workbooks.template_file, name="workbook-file"),
    path("workbooks/<int:pk>/retire/", workbooks.retire, name="workbook-retire"),
    path("workbooks/into/<slug:listing>/", workbooks.into, name="into"),
    path("workbooks/progress/<int:pk>/", workbooks.work, name="workbook-work"),
    path("workbooks/progress/<int:pk>/file/", workbooks.written_file, name="workbook-written"),
    path("check/", checks.checking, name="check"),
]
