"""Synced folders and network places are recognised by what lies there, and by nothing else."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from beforehand.store import places
from beforehand.store.places import elsewhere, is_network

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /home/ana/far nfs4 rw 0 0
//nas/notes /mnt/nas\\040of\\040Ana cifs rw 0 0
ana@host: /home/ana/ssh fuse.sshfs rw 0 0
/dev/sdb1 /home/ana/far/near ext4 rw 0 0
"""


def nothing(_path):
    return False


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/ana/Dropbox/notebook", "Dropbox"),
        ("/home/ana/Dropbox (Ana & Co)/work/notebook", "Dropbox"),
        ("/Users/ana/Library/CloudStorage/OneDrive-Firm/notebook", "OneDrive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana/My Drive/notebook", "Google Drive"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/notebook", "iCloud"),
        ("/home/ana/Nextcloud2/notebook", "Nextcloud"),
        ("/home/ana/ownCloud/notebook", "ownCloud"),
        ("/home/ana/notebook", ""),
        ("/home/ana/sync/notebook", ""),
        ("/home/ana/about dropbox/notebook", ""),
    ],
)
def test_by_the_name_of_a_folder(path, program):
    assert elsewhere(PurePosixPath(path), nothing).program == program


def test_windows_paths_are_read_as_well():
    path = PureWindowsPath(r"C:\Users\Ana\OneDrive - Firm\Notebook")
    assert elsewhere(path, nothing).program == "OneDrive"
    assert is_network(PureWindowsPath(r"\\nas\notes\Notebook"), "")


@pytest.mark.parametrize(
    ("mark", "program"),
    [(".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".nextcloudsync.log", "Nextcloud")],
)
def test_by_what_the_program_leaves_at_the_top(mark, program):
    there = PurePosixPath("/srv/work") / mark
    found = elsewhere(PurePosixPath("/srv/work/a/notebook"), lambda path: path == there)
    assert found.program == program


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/ana/far/notebook", True),
        ("/mnt/nas of Ana/notebook", True),
        ("/home/ana/ssh/notebook", True),
        ("/home/ana/far/near/notebook", False),
        ("/home/ana/notebook", False),
        ("/home/ana/farther/notebook", False),
    ],
)
def test_by_the_kind_of_the_nearest_mount(path, network):
    assert elsewhere(PurePosixPath(path), nothing, MOUNTS).network is network


def test_a_folder_of_this_machine_is_nothing_to_tell_of(tmp_path):
    assert not places.look(tmp_path)
    (tmp_path / ".stfolder").mkdir()
    assert places.look(tmp_path / "notebook").program == "Syncthing"
