"""What lies in a notebook's file, read as somebody would who has the key: every page of it."""

import subprocess

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from beforehand.domain.kinds import KINDS
from beforehand.store import keyfile

PAGE, RESERVE = 4096, 80


def plain_pages(notebook):
    """Every page of the notebook's file, free ones too, decrypted; read through another program."""
    folder = notebook.folder
    key = keyfile.read(folder).keys[0].key
    raw = subprocess.run(["cat", folder / "notebook.db"], capture_output=True, check=True).stdout
    pages = []
    for start in range(0, len(raw), PAGE):
        page = raw[start : start + PAGE]
        body = page[16 if start == 0 else 0 : PAGE - RESERVE]
        vector = page[PAGE - RESERVE : PAGE - RESERVE + 16]
        cipher = Cipher(algorithms.AES256(bytes.fromhex(key)), modes.CBC(vector)).decryptor()
        pages.append(cipher.update(body) + cipher.finalize())
    return b"".join(pages)


def holding(notebook):
    """How many records of each kind there are, put away or not."""
    return {kind: len(notebook[kind].find(trashed=None)) for kind in KINDS}
