"""示: frozen snapshots, the public board and objections."""
