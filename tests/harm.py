"""A notebook that is closed, some pages of it harmed; what stands in it, and where."""

from contextlib import closing

from beforehand.domain.kinds import KINDS
from beforehand.store import backups, btree, copying, keyfile, pages
from beforehand.store.notebook import Notebook

PAGE = 4096


def written(folder, now, keys=()):
    with closing(Notebook.open(folder, now, keys=keys)) as opened:
        return {each.id: each for kind in KINDS for each in opened[kind].find(trashed=None)}


def harm(folder, numbers, chance):
    """One bit of each of these pages is flipped."""
    path = folder / "notebook.db"
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE + chance.randrange(16, PAGE)] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def leaf_of(folder, id_):
    """The page on which a record stands."""
    read = pages.image((folder / "notebook.db").read_bytes(), b"", keyfile.read(folder).keys).pages
    for number in read:
        if btree.form(read, number) == btree.TABLE:
            for each in btree.rows(read, number):
                if each and each[1][0] == id_:
                    return number
    raise LookupError(id_)


def backed_up(folder, now):
    """A backup, as one is made of a notebook that nobody has open."""
    part = backups.begun(backups.folder_of(folder))
    copying.copied(folder, part)
    counts = copying.checked(part, list(keyfile.read(folder).keys))
    return backups.finished(part, now, "day", counts)
