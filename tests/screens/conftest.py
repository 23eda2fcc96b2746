"""Tests of the app wait for its work, not for the clock."""

from __future__ import annotations

import calm  # noqa: F401
