from datetime import date

from quellenlage.dates.constraint import Constraint, DaySet
from quellenlage.dates.interval import month
from quellenlage.dates.solver import solve


def between(first: str, last: str) -> DaySet:
    return DaySet.between(date.fromisoformat(first), date.fromisoformat(last))


JUNE = Constraint("June", DaySet.of([month(2024, 6)]))
WEDNESDAY = Constraint("Wednesday", DaySet.weekday(3))


def test_no_clue_leaves_all_days():
    found = solve([])
    assert found.days == DaySet()
    assert found.interval.is_open
    assert (found.used, found.conflict, found.ignored) == ((), (), ())


def test_a_weekday_and_a_week_of_a_month_give_one_day():
    week = Constraint("week", between("2024-06-10", "2024-06-16"))
    found = solve([JUNE, WEDNESDAY, week])
    assert found.interval.iso() == ("2024-06-12", "2024-06-12")
    assert found.used == ("June", "Wednesday", "week")


def test_a_weekday_and_a_month_leave_four_days():
    found = solve([WEDNESDAY, JUNE])
    assert len(found.days) == 4
    assert found.interval.iso() == ("2024-06-05", "2024-06-26")


def test_a_clue_that_allows_every_day_is_not_used():
    assert solve([JUNE, Constraint("any", DaySet())]).used == ("June",)


def test_weighted_clues_choose_among_the_days_that_hard_ones_leave():
    early = Constraint("early", between("2024-06-01", "2024-06-05"), weight=3)
    late = Constraint("late", between("2024-06-20", "2024-06-30"), weight=2)
    outside = Constraint("outside", between("2024-08-01", "2024-08-31"), weight=99)
    found = solve([JUNE, early, late, outside])
    assert found.interval.iso() == ("2024-06-01", "2024-06-05")
    assert found.ignored == ("late", "outside")
    assert found.used == ("June", "early")


def test_weights_add_up():
    one = Constraint("one", between("2024-06-01", "2024-06-05"), weight=3)
    two = Constraint("two", between("2024-06-10", "2024-06-20"), weight=2)
    three = Constraint("three", between("2024-06-15", "2024-06-25"), weight=2)
    assert solve([one, two, three]).interval.iso() == ("2024-06-15", "2024-06-20")


def test_equal_weights_leave_both_choices_open():
    one = Constraint("one", between("2024-06-01", "2024-06-05"), weight=2)
    two = Constraint("two", between("2024-06-10", "2024-06-20"), weight=2)
    found = solve([one, two])
    assert [run.iso() for run in found.days.runs()] == [
        ("2024-06-01", "2024-06-05"),
        ("2024-06-10", "2024-06-20"),
    ]
    assert found.ignored == ("one", "two")


def test_a_conflict_names_the_clues_that_cannot_all_be_true_and_no_other():
    july = Constraint("July", DaySet.of([month(2024, 7)]))
    summer = Constraint("summer", between("2024-05-01", "2024-09-30"))
    found = solve([summer, JUNE, july, WEDNESDAY])
    assert found.conflict == ("June", "July")
    assert found.days == summer.days & WEDNESDAY.days
    assert found.used == ("summer", "Wednesday")


def test_three_clues_of_which_any_two_agree_conflict_together():
    a = Constraint("a", between("2024-06-01", "2024-06-01") | between("2024-06-02", "2024-06-02"))
    b = Constraint("b", between("2024-06-02", "2024-06-02") | between("2024-06-03", "2024-06-03"))
    c = Constraint("c", between("2024-06-01", "2024-06-01") | between("2024-06-03", "2024-06-03"))
    assert solve([a, b, c]).conflict == ("a", "b", "c")


def test_a_clue_that_allows_no_day_is_a_conflict_of_its_own():
    found = solve([JUNE, Constraint("never", DaySet(0)), Constraint("nowhere", DaySet(0))])
    assert found.conflict == ("never", "nowhere")
    assert found.days == JUNE.days


def test_weighted_clues_never_conflict():
    july = Constraint("July", DaySet.of([month(2024, 7)]), weight=1)
    found = solve([JUNE, july])
    assert found.conflict == ()
    assert found.ignored == ("July",)
    assert found.days == JUNE.days
