"""What for: campaigns, phases, calendars, taxonomies, policies, and the templates they come from."""
