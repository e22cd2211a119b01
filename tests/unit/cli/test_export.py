"""`kolonne export`: what it prints, and how it ends."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from integration.house import STEM, House, record
from kolonne.audit import SqliteAuditStore
from unit.cli.conftest import USUAL, Command, Ended


def test_a_report_is_told_as_json_and_nothing_else(house: House, export: Command) -> None:
    """With --json, standard output is the result, and progress goes nowhere."""
    house.records([record(0), record(1, minutes=5), record(2, minutes=5000)])
    done = export("--json", "--user", "u-17")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    path = house.out / f"{STEM}.csv"
    assert told["status"] == "success"
    assert told["artifact"]["path"] == f"out/{STEM}.csv"
    assert told["artifact"]["file_size_bytes"] == path.stat().st_size
    assert told["counts"] == {
        "read": 3,
        "exploded": 0,
        "exported": 1,
        "left_out": {"long": 1},
        "failed": {"sane": 1},
    }
    assert told["partial_failures"] == [
        {
            "affected_row_indices": [2],
            "failure_reason": "5000 minutter",
            "sub_service_name": "rules.sane",
            "is_fatal": False,
        }
    ]
    recorded = SqliteAuditStore(house.out / "audit.sqlite3").read(told["audit_id"])
    assert (recorded.user_id, recorded.end.counts) == ("u-17", told["counts"])


def test_a_report_is_told_to_people_without_colour(house: House, export: Command) -> None:
    """Counts, failures and files are plain lines; progress is on standard error."""
    house.records([record(0), record(1, minutes=5000)])
    done = export()
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "    record 2: 5000 minutter\n" in done.stdout
    assert f"  out/{STEM}.csv.failures.csv  " in done.stdout
    assert "reading records" in done.stderr
    assert "reading records" not in done.stdout


@pytest.mark.parametrize(("minutes", "code"), [(60, 0), (77, 3)])
def test_strict_tells_partial_failures(house: House, export: Command, minutes: int, code: int) -> None:
    """With --strict, a report with partial failures is made and the exit code is 3."""
    house.records([record(0, minutes=minutes)])
    done = export("--json", "--strict")
    assert done.returncode == code
    assert json.loads(done.stdout)["status"] == "success"
    assert (house.out / f"{STEM}.csv").is_file()


def test_a_failure_is_told_as_json(house: House, export: Command) -> None:
    """No report exits with 1, and its code and message are in the JSON."""
    house.records([])
    done = export("--json")
    assert (done.returncode, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    assert (told["status"], told["error_code"]) == ("failure", "no_data_for_period")
    assert told["message"] == "input `visits`: there are no records at all"


def test_a_failure_is_told_to_people(house: House, export: Command) -> None:
    """The reason stands on standard error with the audit record, and standard output is empty."""
    house.document(lambda document: document.pop("inputs"))
    done = export()
    assert (done.returncode, done.stdout) == (1, "")
    assert "kolonne: column_mapping_unavailable: " in done.stderr
    assert "audit record " in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--period", "2025-13"], "reporting_period: found `2025-13`"),
        (["--period", "2025-02-01/2025-01-01"], "reporting_period: the end"),
        (["--org", "../demo"], "org_id: found `../demo`"),
        (["--org", ""], "org_id: is empty"),
        (["--format", "pdf"], "--format: found `pdf`; allowed for `demo` are `csv`, `xlsx`, `ods`, `html`, "),
        (["--locale", "xx_YY_ZZ"], "locale: found `xx_YY_ZZ`"),
        (["--user", " "], "requesting_user_id: is empty"),
        (["--document", "a/b"], "document: found `a/b`"),
        (["--org-configs", "nowhere"], "--org-configs: there is no folder `nowhere`"),
        (["--frmat", "csv"], "--frmat"),
    ],
)
@pytest.mark.parametrize("json_too", [False, True])
def test_a_wrong_call_exits_with_2(
    house: House, inside: Callable[..., Ended], arguments: list[str], message: str, json_too: bool
) -> None:
    """What is wrong with the call is told on standard error, and as JSON where that was asked for; nothing is made."""
    code, out, err = inside("export", *USUAL, *arguments, *(["--json"] if json_too else []))
    assert code == 2
    assert message in err
    if json_too:
        told = json.loads(out)
        assert (told["status"], told["error_code"]) == ("failure", "usage")
        assert message in told["message"]
    else:
        assert out == ""
    assert not house.out.exists()


def test_a_folder_without_organisations_is_a_wrong_call(kolonne: Command) -> None:
    """Where there is no org_configs, the message says which option tells where they are."""
    done = kolonne(
        "export", "--org", "a", "--period", "2025", "--format", "csv", "--source", ".", "--out", "out", "--json"
    )
    assert done.returncode == 2
    assert json.loads(done.stdout)["message"].startswith("--org-configs: there is no folder `org_configs`")


def test_missing_options_are_a_wrong_call(kolonne: Command) -> None:
    """An option that must be there is named."""
    done = kolonne("export", "--json")
    assert done.returncode == 2
    assert "--org" in json.loads(done.stdout)["message"]


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_no_encoding_of_a_terminal_is_too_poor(
    house: House, export: Command, environment: dict[str, str], arguments: list[str]
) -> None:
    """What cannot be shown is escaped, and JSON stays JSON."""
    house.records([record(0, id="æøå", minutes=5000), record(1)])
    house.document(lambda document: document["rules"]["sane"].update(message="{id} er for lang – «æøå»"))
    done = export(*arguments, **environment)
    assert done.returncode == 0, done.stderr
    if arguments:
        (report,) = json.loads(done.stdout)["partial_failures"]
        assert report["failure_reason"] == "æøå er for lang – «æøå»"
    else:
        assert "er for lang" in done.stdout


def test_the_year_is_the_organisations_own(house: House, export: Command) -> None:
    """A period without a time zone is meant by the clock in organisation.json."""
    house.organisation(timezone="America/New_York")
    done = export("--json")
    assert json.loads(done.stdout)["artifact"]["file_name"] == f"{STEM}.csv"
    assert house.manifest()["period"]["start"] == "2025-01-01T05:00:00+00:00"


def test_a_user_without_a_name_must_be_said(house: House, export: Command) -> None:
    """In a container whose user has no name, the message says which option tells it."""
    blank = dict.fromkeys(("LOGNAME", "USER", "LNAME", "USERNAME"), "")
    code = "import pwd; pwd.getpwuid = lambda uid: (_ for _ in ()).throw(KeyError(uid))"
    (house.folder / "sitecustomize.py").write_text(code)
    done = export("--json", **blank, PYTHONPATH=f"{house.folder}:{os.environ.get('PYTHONPATH', '')}")
    assert done.returncode == 2
    assert "say --user" in json.loads(done.stdout)["message"]


def test_a_plugin_that_cannot_be_loaded_is_told(house: House, export: Command) -> None:
    """An export is made without an installed plugin that is broken, and says so; whoever has settings for it gets none."""
    info = house.folder / "site" / "toy-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toy\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[kolonne]\ntoy = nothing_of_that_name\n")
    path = f"{house.folder / 'site'}:{os.environ.get('PYTHONPATH', '')}"
    done = export("--json", PYTHONPATH=path)
    (report,) = json.loads(done.stdout)["partial_failures"]
    assert done.returncode == 0
    assert report["sub_service_name"] == "plugin `toy` 1: registration"
    assert "it cannot be loaded: raised ModuleNotFoundError" in report["failure_reason"]
    assert export("--json", "--disable-plugin", "toy", PYTHONPATH=path).returncode == 0
    house.organisation(plugins={"toy": {"volume": 1}})
    done = export("--json", PYTHONPATH=path)
    told = json.loads(done.stdout)
    assert (done.returncode, told["error_code"]) == (1, "plugin_failed")
    assert told["message"].startswith("plugin `toy` 1: it cannot be loaded: raised ModuleNotFoundError")
    assert SqliteAuditStore(house.out / "audit.sqlite3").read(told["audit_id"]).end.message == told["message"]


def test_a_crash_is_json_too(house: House, export: Command) -> None:
    """An error that nobody expected gives a traceback on standard error, and JSON where that was asked for."""
    code = "import kolonne.run as run\ndef enter(*_):\n    raise LookupError('canary')\nrun.enter = enter\n"
    (house.folder / "sitecustomize.py").write_text(code)
    done = export("--json", PYTHONPATH=f"{house.folder}:{os.environ.get('PYTHONPATH', '')}")
    told = json.loads(done.stdout)
    assert (done.returncode, told["error_code"]) == (1, "crashed")
    assert "canary" not in done.stdout
    assert "Traceback" in done.stderr
    (recorded,) = SqliteAuditStore(house.out / "audit.sqlite3").list()
    assert (recorded.end.error_code, recorded.end.message) == ("crashed", "LookupError")


_SLOW = """
import sys, time
import kolonne.run as run
whole = run.enter
def enter(*arguments):
    print("working", file=sys.stderr, flush=True)
    time.sleep(0.2)
    return whole(*arguments)
run.enter = enter
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_cancels(house: House, number: signal.Signals) -> None:
    """A polite signal ends the record as cancelled, leaves nothing, and shows in the exit code."""
    (house.folder / "sitecustomize.py").write_text(_SLOW)
    house.records([record(at) for at in range(100)])
    command = [sys.executable, "-m", "kolonne", "export", "--org", "demo", "--period", "2025", "--format", "csv"]
    with subprocess.Popen(
        [*command, "--source", "input", "--out", "out", "--json"],
        cwd=house.folder,
        env={
            **os.environ,
            "PYTHONPATH": f"{house.folder}:{os.environ.get('PYTHONPATH', '')}",
            "TMPDIR": str(house.work),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stderr is not None
        assert child.stderr.readline() == "working\n"
        child.send_signal(number)
        out, _ = child.communicate(timeout=20)
    assert child.returncode == 128 + number
    assert json.loads(out)["error_code"] == "cancelled"
    assert house.kept() == ["audit.sqlite3"]
    assert house.private() == []
    (recorded,) = SqliteAuditStore(house.out / "audit.sqlite3").list()
    assert recorded.end.error_code == "cancelled"


def test_nothing_is_left_in_the_temporary_folder(house: House, export: Command) -> None:
    """After a success and after a failure the temporary folder is as it was."""
    export(TMPDIR=str(house.work))
    export("--source", "nowhere", TMPDIR=str(house.work))
    assert house.private() == []
    assert Path(house.out / f"{STEM}.csv").is_file()
