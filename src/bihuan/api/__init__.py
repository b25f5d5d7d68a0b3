"""Programs: the keys with which they act for a person (here), and the REST interface that they speak to (`v1`)."""
