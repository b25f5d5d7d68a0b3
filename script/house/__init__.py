"""What `script/server` and `script/test` call, before anything is installed: the standard library only."""
