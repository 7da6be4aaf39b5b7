"""Measurements of the program beside what else there is: `make bench-NAME`, or `python -m tests.benchmarks.NAME`."""
