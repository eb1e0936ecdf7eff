"""The benchmark: `python -m tests.bench` measures, says what meets its target and writes RESULTS.md beside this file."""
