"""What nobody should send is answered by a sentence, and nothing of it stays on the disk."""

import io

import pytest

from motcua.kernel import messages
from motcua.kernel.types import Refused
from motcua.papers.store.acceptance import accept, accept_photos
from motcua.papers.store.photos import PHOTO_EXTENSIONS, Photo, Photos, is_photo
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.tests import corpus, nasty
from motcua.papers.store.tests.test_acceptance import TODAY

pytestmark = pytest.mark.usefixtures("workshop_at_hand")
REFUSED = nasty.refused()


def left_behind(disk: DiskStore) -> list[str]:
    """What lies in the store and in its folder of drafts."""
    drafts = disk.folder / "drafts"
    return [str(one) for one in [*disk.listing(), *(drafts.iterdir() if drafts.exists() else ())]]


def test_there_are_more_than_two_hundred_of_them() -> None:
    assert len(REFUSED) + len(nasty.NAMES) > 200
    assert len({what for what, _, _ in REFUSED}) == len(REFUSED)


@pytest.mark.parametrize("one", REFUSED, ids=lambda one: one[0])
def test_it_is_sent_back_with_advice_alone_or_among_photos(one: nasty.Nasty, disk: DiskStore) -> None:
    what, made, name = one
    content = made()
    with pytest.raises(Refused) as answer:
        accept(io.BytesIO(content), name_hint=name, on=TODAY, store=disk)
    sentence = messages.sentence_of(answer.value.refusal)
    assert answer.value.refusal.code in messages.declared()
    assert len(sentence) > 20
    assert "{" not in sentence
    is_only_named_wrong = " named " in what and name.endswith(tuple(PHOTO_EXTENSIONS))
    if is_photo(io.BytesIO(content)) and not is_only_named_wrong:
        pages = [Photo(io.BytesIO(corpus.picture()), "anh.jpg"), Photo(io.BytesIO(content), name)]
        with pytest.raises(Refused) as again:
            accept_photos(Photos(pages), on=TODAY, store=disk)
        assert again.value.refusal.values["photo"] == 2
    assert left_behind(disk) == []


@pytest.mark.parametrize("name", nasty.NAMES, ids=ascii)
def test_a_name_is_never_written_anywhere(name: str, disk: DiskStore) -> None:
    accepted = accept(io.BytesIO(corpus.pdf()), name_hint=name, on=TODAY, store=disk)
    assert [kept.key for kept in disk.listing()] == [accepted.file.digest]
    assert all(accepted.file.digest in path for path in left_behind(disk))
