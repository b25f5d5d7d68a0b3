"""Settings, the URL map and the server entry points."""
