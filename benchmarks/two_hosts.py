"""A sweep over two hosts that share no disk, one of which is cut off: `python -m benchmarks.two_hosts`.

Three hosts are made on this machine (Linux, root): each has its own network, processes and mounts; all
that it sees of this machine's disks is read-only, and what it writes (home, working folder, temporary
files, compiled rules) lies in a memory of its own. One asks and holds the scheduler, two work. The asker
alone has the experiment, the scenario and the list of organisations. When both workers have made parts,
the cable of one is pulled, without a word to anybody. Printed: who made how many parts, how long it took
until the scheduler gave the lost host up, and whether every file of the sweep's folder is that of one
process, byte for byte. Apart from that stands what records how it was made: the command and the seconds
in `manifest.json`, and its digest of itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from partnersim.results.integrity import DIGESTS
from partnersim.state.kernel import cache_folder

NETWORK = "192.0.2."  # for examples, in use nowhere
ASKER, WORKERS = 1, (2, 3)
ADDRESS = f"tcp://{NETWORK}{ASKER}:8786"
ENDS_WITH_US = ("setpriv", "--pdeathsig", "KILL")  # even where this process is killed
NAMESPACES = ("unshare", "--net", "--mount", "--pid", "--fork")
PARTS_BEFORE_THE_CUT = 2  # of each host
PATIENCE_SECONDS = 1800.0
FILES = {
    "list.csv": "name,place,budget,archetype\n"
    + "".join(
        f"Organisation {n},montreal,{300_000 + 20_000 * n},{'ABCDEFGHIJ'[n % 10]}\n"
        for n in range(12)
    ),
    "mine.yaml": """\
title: {en: Ours, fr: Les nôtres}
question: {en: What changes?, fr: Qu'est-ce qui change?}
extends: mifi_status_quo
population: {file: list.csv, scale_money: true}
""",
    "sweep.yaml": """\
title: {en: Two hosts, fr: Deux machines}
scenario: mine.yaml
levers: {ministries.mifi.split.mission: {min: 0.05, max: 0.6}}
uncertainties: {members.leaving: {min: 0.2, max: 0.6}}
outcomes: [service_provider_share, identity_mean]
design: {method: lhs, samples: SAMPLES, seed: 3}
replicates: 2
years: 4
scale: 2000
""",
}
# What a host writes is its own: all mounts become read-only, then memory is laid over a few folders.
HOST = """
set -e
for place in $(cut -d' ' -f2 /proc/mounts); do mount -o remount,bind,ro "$place" 2>/dev/null || true; done
mount -t tmpfs -o mode=700 own "$0"
mount -t tmpfs own /dev/shm
mkdir "$0/home" "$0/rules" "$0/temporary" "$0/work"
ip link set lo up
echo made
exec sleep infinity
"""
# What the scheduler knows, twice a second: which hosts there are, and how many parts each has made.
WATCH = """
import collections, json, sys, time
from urllib.parse import urlsplit
from distributed import Client
with Client(sys.argv[1], set_as_default=False) as client:
    while True:
        stream = client.get_task_stream(start=0)
        done = [task for task in stream if task["status"] == "OK"]
        print(json.dumps({
            "hosts": sorted(urlsplit(a).hostname for a in client.scheduler_info(n_workers=-1)["workers"]),
            "made": collections.Counter(urlsplit(task["worker"]).hostname for task in done),
            "parts": len({task["key"] for task in done}),
        }), flush=True)
        time.sleep(0.5)
"""
State = dict[str, Any]


def why_not() -> str | None:
    """Why no hosts can be made here; None where they can."""
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        return "hosts are namespaces of Linux, which root makes"
    needed = ("unshare", "nsenter", "setpriv", "ip", "mount")
    missing = [name for name in needed if not shutil.which(name)]
    if missing:
        return f"{', '.join(missing)} not found"
    trial = "ip link add name switch type bridge && mount -t tmpfs own /tmp"
    tried = subprocess.run([*NAMESPACES, "sh", "-c", trial], capture_output=True, text=True)
    return f"no namespaces here ({tried.stderr.strip()})" if tried.returncode else None


@dataclass
class Host:
    """A host; it ends with the process that holds its namespaces."""

    number: int
    root: Path
    holder: subprocess.Popen[str]
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """In the network of the hosts."""
        return f"{NETWORK}{self.number}"

    @property
    def process(self) -> int:
        """The first process of the host."""
        children = Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children")
        return int(children.read_text().split()[0])

    @property
    def disk(self) -> Path:
        """Its own files, as this machine sees them."""
        return Path(f"/proc/{self.process}/root{self.root}")

    def shared(self) -> list[str]:
        """Mounts that it can write to and that are not its own memory."""
        lines = Path(f"/proc/{self.process}/mounts").read_text().splitlines()
        topmost = {line.split()[1]: line.split() for line in lines}
        return [
            place
            for what, place, _, flags, *_ in topmost.values()
            if what != "own" and "ro" not in flags.split(",")
        ]

    def ip(self, *arguments: str) -> None:
        """Change its network."""
        subprocess.run(
            ["nsenter", f"--net=/proc/{self.process}/ns/net", "ip", *arguments], check=True
        )

    def start(self, *arguments: str, log: str) -> subprocess.Popen[str]:
        """Python in it, in its working folder; `log` keeps what it says."""
        own = {"HOME": "home", "TMPDIR": "temporary", "PARTNERSIM_CACHE": "rules"}
        kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
        with (self.disk / log).open("w") as kept_log:
            process = subprocess.Popen(
                ["nsenter", f"--target={self.process}", "--net", "--mount", "--pid",
                 "env", f"--chdir={self.root / 'work'}", sys.executable, *arguments],
                env=kept | {key: str(self.root / name) for key, name in own.items()},
                stdout=kept_log, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
        self.started.append(process)
        return process


@contextlib.contextmanager
def host(number: int, root: Path) -> Iterator[Host]:
    """A host for the time of a `with`."""
    holder = subprocess.Popen(
        [*ENDS_WITH_US, *NAMESPACES, "--kill-child", "--mount-proc", "sh", "-c", HOST, str(root)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    made = Host(number, root, holder)
    try:
        assert holder.stdout is not None
        if holder.stdout.readline() != "made\n":
            sys.exit("A host could not be made.")
        yield made
    finally:
        holder.kill()  # and with it all that runs in the host
        for one in (holder, *made.started):
            one.wait()
        if holder.stdout:
            holder.stdout.close()


def connect(asker: Host, worker: Host) -> None:
    """A cable from the asker's switch to a worker."""
    cable = f"cable{worker.number}"
    asker.ip("link", "add", "name", cable, "type", "veth",
             "peer", "name", "outside", "netns", str(worker.process))  # fmt: skip
    asker.ip("link", "set", cable, "master", "switch", "up")
    worker.ip("address", "add", f"{worker.address}/24", "dev", "outside")
    worker.ip("link", "set", "outside", "up")


@contextlib.contextmanager
def hosts(root: Path) -> Iterator[list[Host]]:
    """The asker and the workers, connected; each has a copy of the rules compiled here."""
    with contextlib.ExitStack() as stack:
        made = [stack.enter_context(host(number, root)) for number in (ASKER, *WORKERS)]
        asker, *workers = made
        asker.ip("link", "add", "name", "switch", "type", "bridge")
        asker.ip("address", "add", f"{asker.address}/24", "dev", "switch")
        asker.ip("link", "set", "switch", "up")
        for worker in workers:
            connect(asker, worker)
        for one in made:
            if one.shared():
                sys.exit(f"A host can write to {', '.join(one.shared())}: disks are shared.")
            if rules := cache_folder():  # spares each some minutes of compiling
                shutil.copytree(rules, one.disk / "rules" / rules.name)
        yield made


def wait_for(log: Path, condition: Callable[[State], bool]) -> State:
    """The last state that the scheduler told, once it is so."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        lines = log.read_text().splitlines(keepends=True) if log.exists() else []
        whole = [line for line in lines if line.startswith("{") and line.endswith("}\n")]
        if whole and condition(state := json.loads(whole[-1])):
            return dict(state)
        time.sleep(0.1)
    sys.exit(f"Waited too long: {log.read_text()[-2000:]}")


def write_files(folder: Path, samples: int) -> None:
    """The experiment, its scenario and its list."""
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text.replace("SAMPLES", str(samples)), encoding="utf-8")


def compared(alone: dict[str, bytes], spread: dict[str, bytes]) -> list[str]:
    """Names of files that differ; of the manifest not the command, the seconds and the digest over both."""
    for files in (alone, spread):
        manifest = json.loads(files["manifest.json"])
        del manifest["command"], manifest["timing"], manifest[DIGESTS]["manifest.json"]
        files["manifest.json"] = json.dumps(manifest).encode()
    return sorted(name for name in alone | spread if alone.get(name) != spread.get(name))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def spread(root: Path, samples: int) -> tuple[dict[str, bytes], State]:
    """The sweep over two hosts, one of them cut off; its files, and what the scheduler saw."""
    with hosts(root) as (asker, *workers):
        write_files(asker.disk / "work", samples)
        at = ("--host", asker.address, "--port", "8786", "--no-dashboard")
        asker.start("-m", "dask", "scheduler", *at, log="scheduler.log")
        for one in workers:
            at = ("--host", one.address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard")
            one.start("-m", "dask", "worker", ADDRESS, *at, log="worker.log")
        asker.start("-c", WATCH, ADDRESS, log="watch.log")
        watch = asker.disk / "watch.log"
        addresses = [one.address for one in workers]
        wait_for(watch, lambda state: state["hosts"] == addresses)
        start = time.monotonic()
        command = ("sweep", "sweep.yaml", "--cluster", ADDRESS, "--out", "swept")
        sweep = asker.start("-m", "partnersim", *command, log="sweep.log")
        before = wait_for(
            watch,
            lambda state: (
                all(state["made"].get(a, 0) >= PARTS_BEFORE_THE_CUT for a in addresses)
                or sweep.poll() is not None
            ),
        )
        cut = time.monotonic()
        asker.ip("link", "set", f"cable{workers[-1].number}", "down")
        if sweep.poll() is not None:
            sys.exit(f"No cut in the middle: {(asker.disk / 'sweep.log').read_text()[-2000:]}")
        wait_for(watch, lambda state: state["hosts"] == addresses[:-1])
        given_up = time.monotonic()
        if sweep.wait(PATIENCE_SECONDS) != 0:
            sys.exit(f"The sweep failed: {(asker.disk / 'sweep.log').read_text()[-2000:]}")
        end = time.monotonic()
        time.sleep(2.0)  # the last parts are told too
        seen = {
            "made by each before the cut": before["made"],
            **{key: value for key, value in wait_for(watch, bool).items() if key != "hosts"},
            "seconds": end - start,
            "seconds before the cut": cut - start,
            "seconds until the host was given up": given_up - cut,
        }
        return contents(asker.disk / "work/swept"), seen


def compared_over_hosts(samples: int = 240) -> tuple[list[str], State]:
    """Names of files that differ between one process and two hosts, and what was seen."""
    root = Path(tempfile.mkdtemp()).resolve()
    try:
        write_files(root / "work", samples)
        command = [sys.executable, "-m", "partnersim", "sweep", "sweep.yaml", "--workers", "1"]
        subprocess.run([*command, "--out", "swept"], cwd=root / "work", check=True)
        alone = contents(root / "work/swept")
        files, seen = spread(root, samples)
        return compared(alone, files), seen
    finally:
        shutil.rmtree(root)


def main() -> None:
    """Try, and print what was seen."""
    if reason := why_not():
        sys.exit(reason)
    differ, seen = compared_over_hosts()
    for name, value in seen.items():
        print(f"{name:40s} {value:.1f}" if isinstance(value, float) else f"{name:40s} {value}")
    print("files that differ from those of one process: " + (", ".join(differ) or "none"))
    sys.exit(bool(differ))


if __name__ == "__main__":
    main()
