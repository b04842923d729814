"""When something may be sent, and when it is tried again."""

from datetime import datetime, timedelta

from motcua.notices.types import NoticeRules


def allowed_from(at: datetime, rules: NoticeRules) -> datetime:
    """The first instant from `at` on at which nobody is disturbed."""
    begins, ends = rules.quiet_from, rules.quiet_until
    now = at.time()
    if begins <= ends:
        is_quiet, next_day = begins <= now < ends, False
    else:
        is_quiet, next_day = now >= begins or now < ends, now >= begins
    if not is_quiet:
        return at
    return datetime.combine(at.date() + timedelta(days=1 if next_day else 0), ends)


def delay_after(tries: int, rules: NoticeRules) -> timedelta:
    """How long is waited after so many vain tries: twice as long each time, up to the longest."""
    minutes = min(rules.first_delay_minutes * 2 ** min(tries - 1, 20), rules.longest_delay_minutes)
    return timedelta(minutes=minutes)


def is_old_news(recorded_at: datetime, at: datetime, rules: NoticeRules) -> bool:
    """Whether it was written down so long ago that nobody is told any more."""
    return at - recorded_at > timedelta(days=rules.untold_after_days)


def reminder_after(at: datetime, rules: NoticeRules) -> datetime:
    """The next instant at which officers are reminded."""
    today = datetime.combine(at.date(), rules.reminder_at)
    return today if at <= today else today + timedelta(days=1)
