"""URLs of outcomes, nested by object."""

from django.urls import URLPattern, URLResolver, include, path

from bihuan.outcomes.views import actions, contacts, home, indicators, regulations

app_name = "outcomes"

regulation_urls: list[URLPattern | URLResolver] = [
    path("", regulations.regulation, name="regulation"),
    path("adopt/", regulations.adopt, name="adopt"),
    path("revise/", regulations.revise, name="revise"),
    path("abolish/", regulations.abolish, name="abolish"),
    path("announce/", regulations.announce, name="announce"),
    path("link/", regulations.link, name="link-issue"),
    path("versions/<int:number>/file/", regulations.version_file, name="version-file"),
]

action_urls: list[URLPattern | URLResolver] = [
    path("", actions.action, name="action"),
    path("aspects/new/", actions.aspect_new, name="aspect-new"),
    path("begin/", actions.begin, name="begin"),
    path("inspections/new/", actions.inspection_new, name="inspection-new"),
    path("cases/new/", actions.case_new, name="case-new"),
    path("cases/<int:case>/", actions.case_handle, name="case-handle"),
    path("conclude/", actions.conclude, name="conclude"),
]

contact_urls: list[URLPattern | URLResolver] = [
    path("", contacts.contact, name="contact"),
    path("visits/new/", contacts.visit_new, name="contact-visit"),
    path("help/new/", contacts.help_new, name="contact-help"),
    path("end/", contacts.contact_end, name="contact-end"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("regulations/", regulations.regulations, name="regulations"),
    path("regulations/new/", regulations.regulation_new, name="regulation-new"),
    path("regulations/<int:pk>/", include(regulation_urls)),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/new/", indicators.indicator_new, name="indicator-new"),
    path("indicators/<int:pk>/", indicators.indicator, name="indicator"),
    path("indicators/<int:pk>/measure/", indicators.measure, name="measure"),
    path("actions/", actions.actions, name="actions"),
    path("actions/new/", actions.action_new, name="action-new"),
    path("actions/<int:pk>/", include(action_urls)),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/new/", contacts.contact_new, name="contact-new"),
    path("contacts/<int:pk>/", include(contact_urls)),
    path("targets/", home.targets, name="targets"),
    path("targets/units/", home.targets_by_unit, name="targets-by-unit"),
]
