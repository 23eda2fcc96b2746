"""kill -9 at random moments: what was confirmed is there, what was not is there whole or not at all."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import store_rows
from store_rows import AT, a_reading

from kpiboard.model import BoardInfo, Kpi
from kpiboard.store import Store

ROUNDS, KILLS = 10, 6  # 60 in all
IMPORTED = 1500

# Confirms each change by one line, once its transaction is over; `w` is one reading, `i` a whole import.
CHILD = f"""
import os, sys
sys.path.insert(0, {str(Path(store_rows.__file__).parent)!r})
from pathlib import Path
from kpiboard.store import Store
from store_rows import AT, a_reading
number = int(sys.argv[2])
with Store.open(Path(sys.argv[1])) as store:
    os.write(2, b"open\\n")
    while True:
        number += 1
        if number % 15:
            with store.write("anna", "recorded", AT) as writer:
                writer.put(a_reading(str(1000 + number), number))
            os.write(1, b"w %d\\n" % number)
        else:
            with store.write("anna", "imported", AT) as writer:
                writer.put_many(a_reading(f"{{1000 + n}}-W01", number, "k2") for n in range({IMPORTED}))
            os.write(1, b"i %d\\n" % number)
"""


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_confirmed_survives_kill_9(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    path, told = tmp_path / "board.db", tmp_path / "confirmed"
    kpis = [Kpi("k1", "typed", "Typed"), Kpi("k2", "imported", "Imported", position=1.0)]
    Store.create(path, BoardInfo("b1", "Line 4"), kpis, who="anna", at=AT).close()
    confirmed = 0
    for kill in range(KILLS):
        with told.open("ab") as out:
            child = subprocess.Popen(
                [sys.executable, "-c", CHILD, str(path), str(confirmed)], stdout=out, stderr=subprocess.PIPE
            )
            assert child.stderr
            if kill % 3:  # else it may be hit while it starts and opens the file
                assert child.stderr.readline() == b"open\n"
            with pytest.raises(subprocess.TimeoutExpired):
                child.wait(timeout=0.05 + chance.random() * 0.4)
            child.kill()
            child.wait()
            child.stderr.close()
        lines = [line.split() for line in told.read_text().splitlines()]
        imports = [int(number) for kind, number in lines if kind == "i"]
        with Store.open(path) as store:
            assert store.check() == [], f"after kill {kill + 1}"
            assert store.repairs == ()
            for kind, number in lines:
                wanted = a_reading(str(1000 + int(number)), int(number))
                assert kind == "i" or store.reading("k1", wanted.period) == wanted
            values = [reading.value for reading in store.all_readings() if reading.kpi_id == "k2"]
            assert len(values) in ({IMPORTED} if imports else {0, IMPORTED})
            assert len({*values}) <= 1, "half an import"
            if imports:
                assert values[0] is not None
                assert values[0] >= imports[-1]
        confirmed = max([int(number) for _, number in lines], default=0)
    assert confirmed > 0
