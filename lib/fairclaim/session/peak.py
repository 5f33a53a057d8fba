"""How much memory this process has held at most."""

from pathlib import Path

MEMORY_FILE = "memory"
_STATUS = Path("/proc/self/status")


def peak_mib() -> int:
    """Return the peak in MiB: of the memory that is resident, since this program started."""
    if _STATUS.is_file():
        # Not getrusage: over an exec it goes on counting from what the parent held.
        lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        return round(next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0) / 1024)
    import psutil  # type: ignore[import-untyped]

    held = psutil.Process().memory_info()
    return round(int(getattr(held, "peak_wset", held.rss)) / 2**20)
