"""The house's own store, as the settings name it."""

from functools import cache
from importlib import import_module

from django.conf import settings

from motcua.kernel.home import Home
from motcua.papers.store.places import place_of
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.stores.port import FileStore, StoreTroubleError


def open_store() -> FileStore:
    """The store of this house. Raises StoreTroubleError when its client is not installed."""
    if not settings.FILES_URL:
        return DiskStore(Home(settings.HOME).files)
    return _of_service(settings.FILES_URL)


@cache
def _of_service(url: str) -> FileStore:
    place = place_of(url)
    if place is None:
        raise ValueError("An empty address is the disk's.")
    try:
        s3 = import_module("motcua.papers.store.stores.s3")
    except ModuleNotFoundError as error:
        raise StoreTroubleError("MOTCUA_FILES_URL names an S3 service: install motcua[s3].") from error
    store: FileStore = s3.S3Store(
        bucket=place.bucket, prefix=place.prefix, endpoint=place.endpoint, region=place.region
    )
    return store
