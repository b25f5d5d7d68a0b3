"""URLs of this stage, nested by object."""

from django.urls import path, re_path

from bihuan.campaigns.views import calendars, campaigns, rules, words

app_name = "campaigns"

calendar_urls = [
    path("calendar/", calendars.days, name="calendar"),
    path("calendar/day/", calendars.enter_day, name="enter-day"),
    path("calendar/notice/", calendars.enter_notice, name="enter-notice"),
    path("calendar/<int:pk>/withdraw/", calendars.withdraw_day, name="withdraw-day"),
]
word_urls = [
    path("<int:pk>/terms/<slug:taxonomy>/", words.terms, name="terms"),
    path("<int:pk>/terms/<slug:taxonomy>/new/", words.new_term, name="new-term"),
    path("<int:pk>/channels/", words.channels, name="channels"),
    path("<int:pk>/channels/new/", words.new_channel, name="new-channel"),
    re_path(r"^(?P<pk>\d+)/(?P<of>term|channel)/(?P<word>\d+)/rename/$", words.rename, name="rename"),
    re_path(r"^(?P<pk>\d+)/(?P<of>term|channel)/(?P<word>\d+)/retire/$", words.retire, name="retire"),
    re_path(r"^(?P<pk>\d+)/(?P<of>term|channel)/(?P<word>\d+)/restore/$", words.restore, name="restore"),
]

urlpatterns = [
    path("", campaigns.campaigns, name="campaigns"),
    path("new/", campaigns.new_campaign, name="new-campaign"),
    *calendar_urls,
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/switch/", campaigns.switch, name="switch"),
    path("<int:pk>/phases/<int:phase>/", campaigns.change_phase, name="change-phase"),
    path("<int:pk>/lights/", rules.lights, name="lights"),
    path("<int:pk>/closing/", rules.closing, name="closing"),
    *word_urls,
]
