"""A moment is told by the clock of the person's own browser, whatever that says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.world.cases import for_each
from worksheets.clock import zone

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
NAMES_OF_NO_ZONE = (
    *(None, "", "Etc/Unknown", "+00:00", "Europe", "Europe/Atlantis"),
    *("../../etc/passwd", "/etc/passwd", "\0", "x" * 5000),
)


def test_a_zone_is_known_by_its_name_even_where_the_clock_was_put_forward() -> None:
    berlin = zone("Europe/Berlin", 480)

    assert [NOON.replace(month=month).astimezone(berlin).hour for month in (1, 7)] == [13, 14]


@for_each("name", NAMES_OF_NO_ZONE)
def test_a_zone_without_a_name_that_anybody_knows_is_told_by_how_far_it_is_from_utc(name: str | None) -> None:
    assert NOON.astimezone(zone(name, -330)).utcoffset() == timedelta(hours=5, minutes=30)
    assert NOON.astimezone(zone(name, 210)).utcoffset() == -timedelta(hours=3, minutes=30)


@for_each("minutes", [None, 0, 1440, -1440, 10**12])
def test_without_either_it_is_utc(minutes: int | None) -> None:
    assert NOON.astimezone(zone("Etc/Unknown", minutes)).utcoffset() == timedelta(0)
