"""Where no worker can live, a build says so in one line."""

import resource
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from unittest import mock

import pytest

from quellenlage.errors import InputError, WorkerError
from quellenlage.pipeline import worker
from quellenlage.pipeline.pool import Job, Workers

JOB = Job("a.txt", b"x", "text/plain", "")
STORY = Path(__file__).parents[3] / "examples" / "schafimpfstoff" / "01_schafhalter.txt"


@pytest.mark.parametrize("error", [BrokenProcessPool("All workers expired"), None])
def test_a_pool_that_broke_is_an_error_of_ours(error: Exception | None):
    workers = Workers(1, "none")
    future = mock.Mock(result=mock.Mock(side_effect=error))
    schedule = mock.Mock(return_value=future) if error else mock.Mock(side_effect=RuntimeError("Unexpected error"))
    with mock.patch.object(workers._pool, "schedule", schedule), pytest.raises(WorkerError, match="no process can be"):
        list(workers.compile([JOB]))


def test_an_article_for_which_there_is_no_memory_is_no_bug():
    with (
        mock.patch.object(worker, "compile_article", side_effect=MemoryError),
        pytest.raises(InputError, match="more memory than there is"),
    ):
        worker.compile_entry(b"x", "a.txt", "text/plain", "none")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space")
@pytest.mark.parametrize("mebibytes", [180, 300])
def test_little_memory_is_said_in_one_line(tmp_path: Path, mebibytes: int):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "quellenlage",
            "build",
            STORY,
            "-o",
            tmp_path / "d.db",
            "--model",
            "none",
            "--jobs",
            "1",
        ],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20)),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr, done.stderr
