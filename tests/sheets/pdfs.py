"""Reads a PDF back, by two readers and down to its bytes."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest


def poppler_text(pdf: bytes) -> str:
    """The same by another reader, where it is installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed here")
    done = subprocess.run([tool, "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def reader_of(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def bytes_of(pdf: bytes) -> bytes:
    """The file and every stream in it, unpacked."""
    return pdf + b"\n".join(_streams(reader_of(pdf)))


def told_of(pdf: bytes) -> str:
    """Everything a reader shows beside the pages: metadata, outline, named places, attachments."""
    reader = reader_of(pdf)
    parts: list[Any] = [reader.metadata, reader.xmp_metadata, reader.outline]
    parts += [reader.named_destinations, reader.attachments, reader.trailer["/Root"]]
    return " ".join(map(str, parts))


def _streams(reader: pypdf.PdfReader) -> Iterator[bytes]:
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(number)
        if hasattr(thing, "get_data"):
            yield thing.get_data()
