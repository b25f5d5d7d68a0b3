"""The templates that come with Bihuan; the format is described in `docs/howto/templates.md`."""
