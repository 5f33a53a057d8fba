"""The environment of a kernel, forked or fresh: what could change a result is taken out of the user's."""

import os
from pathlib import Path

import fairclaim

_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def kernel_environment(environment: dict[str, str], scratch: Path) -> dict[str, str]:
    """Return the environment of a kernel: the user's, without what could change a result.

    Python's own switches, the user's IPython profile and start-up files would reach into the run; a BLAS that chooses
    its number of threads can change the last digits of a sum.
    """
    kept = {name: value for name, value in environment.items() if not name.startswith(("PYTHON", "IPYTHON", "JUPYTER"))}
    return (
        kept
        | dict.fromkeys(_THREADS, "1")
        | _own_place(environment)
        | {
            # The allocator inside pyarrow starts a thread at its import; a fork would inherit half of one.
            "JE_ARROW_MALLOC_CONF": "background_thread:false",
            "IPYTHONDIR": str(scratch / "ipython"),
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "PYTHONDONTWRITEBYTECODE": environment.get("PYTHONDONTWRITEBYTECODE", ""),
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONUTF8": "1",
        }
    )


def _own_place(environment: dict[str, str]) -> dict[str, str]:
    """Keep of PYTHONPATH the one folder that this very package came from: kernel and runner must be of one version."""
    own = Path(fairclaim.__file__).resolve().parents[1]
    listed = environment.get("PYTHONPATH", "").split(os.pathsep)
    return {"PYTHONPATH": str(own)} if own in {Path(entry).resolve() for entry in listed if entry} else {}
