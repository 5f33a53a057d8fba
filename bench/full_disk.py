"""A disk that is really full: outputs, and then the temporary folder, on a small file system of their own.

Needs to be root on Linux, for the mount; otherwise says so and ends with 0. After each round: every report under
outputs/ is whole and is what its record says, a run that failed says that there is no room, and nothing is left half
built. With room again, the same command makes everything. Ends with 1 if anything was not so.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kills import QUARTER, broken, lay_out, left

SERVICES, NAME = 2, "demo-ucr-provider"
# KiB beyond what stands there already: from not one file to a report and its neighbour.
ROOM = (4, 16, 32, 64, 128, 256, 512, 1024, 2048)
NO_ROOM = "no room left on the disk"


def main() -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        print("full disk: not tried, a small file system can be mounted by root on Linux alone")
        return
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="f") as folder:
        project, scratch = Path(folder) / "p", Path(folder) / "t"
        scratch.mkdir()
        lay_out(project, SERVICES, NAME)
        assert quarter(project, scratch)[0] == 0
        for full in (project / "outputs", scratch):
            for room in ROOM:
                faults += [f"{full.name}, {room} KiB: {fault}" for fault in one_round(project, scratch, full, room)]
    print("\n".join(faults) if faults else f"{2 * len(ROOM)} full disks: nothing was broken, nothing was left")
    sys.exit(bool(faults))


def one_round(project: Path, scratch: Path, full: Path, room: int) -> list[str]:
    with small(full, room):
        code, said = quarter(project, scratch)
        found = [*broken(project), *left(project, scratch)]
        if code and NO_ROOM not in said:
            found.append(f"ended with {code} and did not say that there is no room")
        if "Traceback" in said:
            found.append("ended with a traceback")
        print(f"{full.name}, {room} KiB: ended with {code}", "; ".join(found), flush=True)
        subprocess.run(["mount", "-o", "remount,size=512m", str(full)], check=True)
        code, said = quarter(project, scratch)
        return [*found, *broken(project), *left(project, scratch), *(["failed with room again"] if code else [])]


@contextmanager
def small(folder: Path, room: int) -> Iterator[None]:
    """Put a file system over a folder that holds what it held, and has so much room beside."""
    aside = folder.with_name(f"{folder.name}-below")
    folder.rename(aside)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512m", "none", str(folder)], check=True)
    try:
        subprocess.run(["cp", "-a", f"{aside}/.", str(folder)], check=True)
        system = os.statvfs(folder)
        used = (system.f_blocks - system.f_bfree) * system.f_frsize
        subprocess.run(["mount", "-o", f"remount,size={used + room * 1024}", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()
        aside.rename(folder)


def quarter(project: Path, scratch: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "fairclaim", "quarter", QUARTER, "--again"]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


if __name__ == "__main__":
    main()
