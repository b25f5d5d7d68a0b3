"""URLs of the ledger, nested by object."""

from django.urls import URLPattern, URLResolver, path

from bihuan.ledger.views import assigning, evidence, exchange, issues, planning, returned, reviewing, voices, working

app_name = "ledger"

issue_urls = [
    path("<int:pk>/", issues.issue, name="issue"),
    path("<int:pk>/preview/", issues.preview, name="preview"),
    path("<int:pk>/history/", issues.history, name="history"),
    path("<int:pk>/details/", issues.details, name="details"),
    path("<int:pk>/wording/", issues.wording, name="wording"),
    path("<int:pk>/assign/", assigning.assigning, name="assign"),
    path("<int:pk>/decline/", assigning.declining, name="decline"),
    path("<int:pk>/responsible/", assigning.responsible, name="responsible"),
    path("<int:pk>/merge/", assigning.merging, name="merge"),
    path("<int:pk>/unmerge/", assigning.unmerging, name="unmerge"),
    path("<int:pk>/transfer/", assigning.transferring, name="transfer"),
    path("<int:pk>/refuse/", assigning.refusing, name="refuse"),
    path("<int:pk>/plan/", planning.plan, name="plan"),
    path("<int:pk>/plan/submit/", planning.plan_submit, name="plan-submit"),
    path("<int:pk>/measures/new/", planning.measure_new, name="measure-new"),
    path("<int:pk>/start/", working.starting, name="start"),
    path("<int:pk>/progress/", working.progress, name="progress"),
    path("<int:pk>/extension/", working.extension, name="extension"),
    path("<int:pk>/claim/", working.claiming, name="claim"),
    path("<int:pk>/claim/withdraw/", working.claim_withdrawing, name="claim-withdraw"),
]

part_urls = [
    path("voices/<int:pk>/unlink/", issues.unlink, name="unlink"),
    path("measures/<int:pk>/", planning.measure, name="measure"),
    path("measures/<int:pk>/remove/", planning.measure_remove, name="measure-remove"),
    path("measures/<int:pk>/mark/", working.measure_mark, name="measure-mark"),
    path("measures/<int:pk>/evidence/", evidence.add, name="evidence-add"),
    path("milestones/<int:pk>/done/", working.milestone_done, name="milestone-done"),
    path("targets/<int:pk>/", working.target, name="target"),
    path("evidence/<int:pk>/revise/", evidence.revise, name="evidence-revise"),
    path("evidence/<int:pk>/withdraw/", evidence.withdraw, name="evidence-withdraw"),
    path("evidence/revisions/<int:pk>/file/", evidence.file, name="evidence-file"),
]

ledger_urls = [
    path("", issues.issues, name="issues"),
    path("new/", issues.new, name="new"),
    path("from-opinion/<int:pk>/", voices.new_from, name="new-from"),
    path("from-opinions/", voices.new_from_many, name="new-from-many"),
    path("from-opinion/<int:pk>/join/", voices.join, name="join"),
    path("units/", assigning.units, name="units"),
    path("lead/", assigning.bulk_lead, name="bulk-lead"),
    path("export/", exchange.export, name="export"),
    path("export/selection/", exchange.export_selection, name="export-selection"),
    path("import/", exchange.upload, name="import"),
    path("import/progress/<int:pk>/", exchange.work, name="import-work"),
    path("import/done/<int:pk>/", exchange.imported, name="imported"),
    path("import/done/<int:pk>/left-out/", exchange.left_out, name="left-out"),
    path("import/<str:token>/", exchange.check, name="import-check"),
    path("import/<str:token>/review/", reviewing.review_page, name="import-review"),
    path("import/<str:token>/run/", exchange.run, name="import-run"),
    path("returned/", returned.upload, name="returned"),
    path("returned/<str:token>/", returned.check, name="returned-check"),
    path("returned/<str:token>/take/", returned.take, name="returned-take"),
    path("returned/<str:token>/faults/", returned.faults, name="returned-faults"),
    path("views/", exchange.view_save, name="view-save"),
    path("views/<int:pk>/remove/", exchange.view_remove, name="view-remove"),
]

urlpatterns: list[URLPattern | URLResolver] = [*ledger_urls, *issue_urls, *part_urls]
