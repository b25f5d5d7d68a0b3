"""The console command , one small module per sub-command."""
