"""What the tests of pictures share by name; the fixture `looks` itself stands in their conftest."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

import pytest

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=["80x24", "160x45"])


class Looks(Protocol):
    def __call__(
        self,
        *keys: str | timedelta,
        size: tuple[int, int] = (80, 24),
        on: str = "",
        toasts: bool = True,
        **choices: object,
    ) -> bool:
        """Presses the keys with the cursor `on` a KPI (by its key) or an action (`A-1`); a timedelta lets time pass.

        `choices` are the user's own: theme, ascii. Without `toasts` there are none in the picture.
        """
