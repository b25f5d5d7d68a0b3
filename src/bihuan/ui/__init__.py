"""The look: base page, components, list helper and the front-end source. Knows no stage."""
