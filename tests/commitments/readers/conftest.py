import sys
from pathlib import Path

# The maker of large files lies with the benchmarks, which are scripts and no package.
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
