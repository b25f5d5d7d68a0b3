"""Forms of questionnaires: writing them, answering them, typing paper in."""
