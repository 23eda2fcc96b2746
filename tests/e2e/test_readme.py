"""Every command of the README works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent

# Marked blocks set up an environment; they are run from a fresh clone. The test command is run by .ci/run.
SET_UP = ("demo-command", "tool-commands", "test-command")


def marked(mark: str) -> list[str]:
    found = re.search(rf"<!-- {mark} -->\n```bash\n(.*?)\n```", README, re.DOTALL)
    assert found, mark
    return found.group(1).splitlines()


def blocks(language: str) -> list[str]:
    unmarked = re.sub(rf"<!-- ({'|'.join(SET_UP)}) -->\n```bash\n.*?\n```", "", README, flags=re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)\n```", unmarked, re.DOTALL | re.MULTILINE)


def inline_commands() -> list[str]:
    prose = re.sub(r"^```.*?^```", "", README, flags=re.DOTALL | re.MULTILINE)
    return [command for command in re.findall(r"`(kpiboard [^`]+)`", prose) if "FILE" not in command]


def opens_the_board(command: str) -> bool:
    words = command.split()
    return words[0] == "kpiboard" and (words[1].endswith(".db") or words[1] in ("--theme", "demo", "open"))


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "KPIBOARD_FILE": str(folder / "line4.db"),
        "HOME": str(folder),
    }


def open_and_leave(command: str, folder: Path, *wanted: str, timeout: float = 30) -> None:
    with Terminal(["bash", "-c", command], env=environment(folder), cwd=folder, columns=120, rows=36) as terminal:
        terminal.wait_for(*wanted, timeout=timeout)
        terminal.press("ctrl+q")
        assert terminal.wait_for_exit() == 0


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a fresh clone holds: everything that is not ignored."""
    target = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).exists() or (ROOT / name).is_symlink():
            shutil.copy2(ROOT / name, target / name, follow_symlinks=False)
    return target


@pytest.mark.parametrize("command", [*marked("demo-command"), *marked("tool-commands")])
def test_one_command_runs_the_demo(command: str, clone: Path) -> None:
    open_and_leave(command, clone, "LOSING", "On-time", timeout=240)


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    (command,) = marked("test-command")
    assert command.endswith(".venv/bin/pytest -n auto --dist worksteal")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- test-command -->" in script


def test_the_daily_and_shell_commands_in_their_order(tmp_path: Path) -> None:
    ran = 0
    for block in blocks("bash"):
        lines = block.splitlines()
        if opens_the_board(lines[0]):
            open_and_leave(lines[0], tmp_path, "line4.db" if not (tmp_path / "line4.db").exists() else "KPIs")
            ran += 1
        else:
            done = run(block, tmp_path)
            assert done.returncode == 0, f"{block}\n{done.stdout}{done.stderr}"
            ran += len(lines)
    assert ran > 15
    for program in blocks("python"):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", sorted(set(inline_commands())))
def test_commands_named_in_the_text(command: str, tmp_path: Path) -> None:
    made = run("kpiboard new line4.db --template demo", tmp_path)
    assert made.returncode == 0, made.stderr
    if command == "kpiboard undo":
        run("kpiboard record otd 90", tmp_path)
    if opens_the_board(command):
        open_and_leave(command, tmp_path, "LOSING")
        return
    done = run(command, tmp_path)
    expected = 1 if "--exit-code" in command else 0  # the demo board is losing
    assert done.returncode == expected, done.stdout + done.stderr


def test_the_configuration_shown_is_one_that_is_read(tmp_path: Path) -> None:
    from kpiboard.screens.commands import BY_ID
    from kpiboard.screens.frame.config import read_config

    (sample,) = blocks("toml")
    (tmp_path / "config.toml").write_text(sample, encoding="utf-8")
    config = read_config(tmp_path, BY_ID)
    assert config.remarks == ()
    assert (config.theme, config.me) == ("kpiboard-light", "Joana Prado")


def test_the_keys_table_is_made_from_the_commands() -> None:
    from kpiboard.screens.commands import keys_table

    assert f"<!-- keys -->\n{keys_table().strip()}\n<!-- /keys -->" in README


def test_the_files_it_links_to_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in target:
            assert (ROOT / target).exists(), target
