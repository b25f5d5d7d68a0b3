"""What stands against each verb of supervision, as whole sentences."""
