# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for C++ and its CMake lists: includes go down the layer table, Qt modules stay within it."""

import os
import re

import layers
from tree import Violation, blank_comments, folder_of, line_of, read

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.M)
CPP = (".h", ".cpp", ".hpp", ".cc", ".c", ".cxx", ".inl", ".ipp", ".mm")
# A colour in C++: a quoted #rrggbb or #aarrggbb, or a colour made of numbers.
COLOUR = re.compile(r'"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})"|\bQColor\s*(?:\w+\s*)?[({]\s*(?:0[xX]|\d|Qt::)'
                    r'|\bqRgba?\s*\(\s*(?:0[xX]|\d)|\bQColor::from\w+\s*\(\s*\d')


class QtHeaders:
    """Which Qt module a header belongs to, looked up in the installed headers."""

    def __init__(self, folder):
        self._folder = folder
        self._known = {}
        self._modules = []
        if folder:
            self._modules = sorted(name for name in os.listdir(folder) if name.startswith("Qt")
                                   and os.path.isdir(os.path.join(folder, name)))

    def module(self, header):
        """"Gui" for <QColor>, <QtGui/QColor> and <QtGui>; None for anything that is not Qt's."""
        first = header.split("/")[0]
        if first.startswith("Qt") and (first in self._modules or not self._folder):
            return first[2:]
        if header not in self._known:
            self._known[header] = next((module[2:] for module in self._modules
                                        if os.path.isfile(os.path.join(self._folder, module, header))), None)
        return self._known[header]


def check(root, paths, qt_headers):
    found = []
    for path in paths:
        folder = folder_of(path, "src")
        if path.startswith("src/") and path.endswith(CPP):
            if folder not in layers.LAYERS:
                found.append(Violation("layer", path, 1, "is in no folder of the layer table"))
                continue
            text = read(root, path)
            found += _includes(path, folder, text, qt_headers)
            found += _colours(path, text)
        elif path.startswith("tests/") and path.endswith(CPP):
            found += _test_includes(path, folder_of(path, "tests"), read(root, path))
        elif folder in layers.LAYERS and path.endswith("/CMakeLists.txt"):
            found += _links(path, folder, read(root, path))
    return found


def _includes(path, folder, text, qt_headers):
    found = []
    for match in INCLUDE.finditer(blank_comments(text)):
        quote, header = match.groups()
        line = line_of(text, match.start(1))
        first = header.split("/")[0]
        for owned, owner in layers.OWNED_HEADERS.items():
            if folder != owner and (header == owned or header.endswith("/" + owned) or
                                    (owned.endswith("/") and header.startswith(owned))):
                found.append(Violation("owner", path, line, f"only src/{owner} may include {header}"))
        if ".." in header.split("/"):
            found.append(Violation("include", path, line, f'include as "folder/file.h", not "{header}"'))
        elif first in layers.LAYERS and "/" in header:
            if not layers.may_include(folder, first):
                found.append(Violation("layer", path, line, f"{folder} may not include {header}: {first} is not below it"))
        elif quote == '"' and not header.endswith(".moc") and header not in layers.OWNED_HEADERS:
            found.append(Violation("include", path, line, f'include as "folder/file.h", not "{header}"'))
        module = qt_headers.module(header)
        if "/private/" in header or header.endswith("_p.h"):
            found.append(Violation("qt", path, line, f"private header {header}"))
        elif module and module not in layers.LAYERS[folder][1]:
            found.append(Violation("qt", path, line, f"{folder} may not use Qt{module} ({header})"))
    return found


def _test_includes(path, folder, text):
    found = []
    for match in INCLUDE.finditer(blank_comments(text)):
        header = match.group(2)
        first = header.split("/")[0]
        if header == "duckdb.h" and folder not in ("engine", "bench"):  # a bench compares with the bare database
            found.append(Violation("owner", path, line_of(text, match.start(1)), "only src/engine may include duckdb.h"))
        if folder in layers.LAYERS and first in layers.LAYERS and "/" in header and not layers.may_include(folder, first):
            found.append(Violation("layer", path, line_of(text, match.start(1)),
                                   f"tests of {folder} may not include {header}: {first} is not below it"))
    return found


def _colours(path, text):
    if path in layers.COLOUR_FILES:
        return []
    plain = blank_comments(text)
    return [Violation("colour", path, line_of(text, match.start()), f"colour {match.group().strip()} outside the theme")
            for match in COLOUR.finditer(plain)]


def _links(path, folder, text):
    found = []
    text = re.sub(r"#[^\n]*", lambda comment: " " * len(comment.group()), text)
    for match in re.finditer(r"\bmgx_(\w+)\b", text):
        other = match.group(1)
        if other in layers.LAYERS and not layers.may_include(folder, other):
            found.append(Violation("layer", path, line_of(text, match.start()),
                                   f"{folder} may not link mgx_{other}: it is not below it"))
    for match in re.finditer(r"\bQt6?::(\w+)\b", text):
        module = match.group(1).removesuffix("Private")
        if module != match.group(1) or module not in layers.LAYERS[folder][1]:
            found.append(Violation("qt", path, line_of(text, match.start()), f"{folder} may not link {match.group()}"))
    return found
