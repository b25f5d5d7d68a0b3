"""Pages of questionnaires: the office's and the public's."""
