"""Measuring Bihuan: a large world, the pages, files in and out, memory. Run `script/bench`; read docs/benchmarks.md."""
