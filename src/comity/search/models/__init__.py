from comity.search.models.posting import IndexState, Posting

__all__ = ["IndexState", "Posting"]
