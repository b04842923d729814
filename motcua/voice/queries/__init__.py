"""Every read of voice: lists and pages for the office, and what whoever sent it finds by his link."""

from motcua.voice.presenting import name_of_file
from motcua.voice.queries.followed import followed, open_followed_file
from motcua.voice.queries.office import count_waiting, feedback, feedback_page, open_file
from motcua.voice.queries.ratings import may_rate, rating_of_procedure, ratings
from motcua.voice.queries.staff import addressed_agencies, eligible_officers
from motcua.voice.rating import rating_rules_on
from motcua.voice.reading import rules_on

__all__ = [
    "addressed_agencies",
    "count_waiting",
    "eligible_officers",
    "feedback",
    "feedback_page",
    "followed",
    "may_rate",
    "name_of_file",
    "open_file",
    "open_followed_file",
    "rating_of_procedure",
    "rating_rules_on",
    "ratings",
    "rules_on",
]
