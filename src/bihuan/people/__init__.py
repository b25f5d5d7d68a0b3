"""Who: units, posts, persons, roles and scopes, and the three administrators."""
