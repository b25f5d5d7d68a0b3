"""The look's own pages."""

app_name = "ui"
urlpatterns = []
