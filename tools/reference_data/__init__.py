"""Builders of the reference data files, one module a file; run through tools/build_reference_data.py."""
