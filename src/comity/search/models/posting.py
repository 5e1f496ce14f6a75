from django.db import models


class Posting(models.Model):
    """The set of records of one collection that have ``value`` in ``field``, for 65,536 consecutive record numbers.

    ``bitmap`` is a serialised Roaring bitmap of record numbers, counted within the block. ``places`` holds, for the
    words of texts, where they stand: place × 65,536 + record number within the block.
    """

    pk = models.CompositePrimaryKey("collection", "field", "value", "block")
    collection = models.CharField(max_length=20)
    field = models.CharField(max_length=20)
    value = models.CharField(max_length=200)
    block = models.PositiveIntegerField(help_text="Record number divided by 65,536.")
    bitmap = models.BinaryField()
    places = models.BinaryField(default=bytes)


class IndexState(models.Model):
    """One row a collection, locked by whoever writes its index. A new generation means: forget what you remember."""

    collection = models.CharField(max_length=20, primary_key=True)
    generation = models.BigIntegerField(default=0, help_text="A random number, drawn anew by every change.")
    analyzer_version = models.PositiveSmallIntegerField(default=0)
