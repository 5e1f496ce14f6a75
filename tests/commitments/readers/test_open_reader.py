import pytest

from comity.commitments.readers import READERS, UnreadableFileError, open_reader


@pytest.mark.parametrize(
    ("kind", "options"), [("uhri", {"language": "fr"}), ("upr-info", {}), ("matrix", {"state": "SVN"})]
)
def test_each_kind_has_a_reader_that_reads_nothing_before_it_is_iterated(tmp_path, kind, options):
    reader = open_reader(tmp_path / "nowhere", kind, **options)
    assert isinstance(reader, READERS[kind])
    assert (reader.problems, reader.rows_read) == ([], 0)
    with pytest.raises(UnreadableFileError):
        list(reader)


def test_unknown_kind_is_named(tmp_path):
    with pytest.raises(ValueError, match="no reader “iati”; there are: matrix, uhri, upr-info"):
        open_reader(tmp_path / "x", "iati")
