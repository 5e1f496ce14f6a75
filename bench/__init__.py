"""Benchmarks: each prints ratios against a floor that it measures in the same run, and the limit it must keep."""
