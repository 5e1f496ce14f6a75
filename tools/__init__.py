"""Scripts for those who maintain the project; not part of the product."""
