"""The table of what people share. Whose the paper is stands nowhere here: it is asked anew at each reading."""

from django.db import models
from django.db.models import F, Q


class Share(models.Model):
    """One paper for one agency, until the end of a day. `paper` is its key (`result/…`, `file/…`), `name` its kind."""

    citizen_id = models.BigIntegerField()
    paper = models.TextField(db_collation="C")
    name = models.TextField()
    agency_id = models.BigIntegerField()
    shared_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="sharing_share_one_open",
                fields=["citizen_id", "paper", "agency_id", "until"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="sharing_share_ends_after_it_began",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("shared_at")),
            ),
        )
        indexes = (
            models.Index(name="sharing_share_citizen", fields=["citizen_id", "-id"]),
            models.Index(name="sharing_share_agency", fields=["agency_id", "-id"], condition=Q(ended_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.paper} for {self.agency_id}"
