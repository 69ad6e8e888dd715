# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the repository, and what the checks say about them."""

import os
import subprocess

SKIPPED_FOLDERS = {".git", "build", "node_modules"}


class Violation:
    def __init__(self, rule, path, line, sentence):
        self.rule, self.path, self.line, self.sentence = rule, path, line, sentence

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.sentence}"


def files(root):
    """Tracked and untracked files that git does not ignore; where there is no git, everything but build output."""
    try:
        listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"], check=True,
                                capture_output=True).stdout.decode("utf-8", "surrogateescape").split("\0")
        found = [path for path in listed if path and os.path.isfile(os.path.join(root, path))]
        if found:
            return sorted(set(found))
    except (OSError, subprocess.CalledProcessError):
        pass
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names
                  if os.path.isfile(os.path.join(folder, name))]
    return sorted(found)


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def folder_of(path, top):
    """The folder below `top` that holds `path`, or None: folder_of("src/store/a.h", "src") is "store"."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == top else None


def blank_comments(text, keep_strings=True):
    """`text` with comments (and, on request, the insides of strings) as blanks; positions and lines stay.

    Works for C++ and QML; raw strings and regular expressions with quotes are not understood.
    """
    out = list(text)
    position, length = 0, len(text)

    def blank(begin, end):
        for index in range(begin, min(end, length)):
            if out[index] != "\n":
                out[index] = " "

    while position < length:
        two = text[position:position + 2]
        if two == "//":
            end = text.find("\n", position)
            end = length if end < 0 else end
            blank(position, end)
        elif two == "/*":
            end = text.find("*/", position + 2)
            end = length if end < 0 else end + 2
            blank(position, end)
        elif text[position] in "\"'`" and not _is_digit_separator(text, position):
            end = _string_end(text, position)
            if not keep_strings:
                blank(position + 1, end - 1)
        else:
            end = position + 1
        position = end
    return "".join(out)


def _is_digit_separator(text, position):
    return text[position] == "'" and position > 0 and text[position - 1].isalnum()


def _string_end(text, begin):
    quote = text[begin]
    position = begin + 1
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text[position] == quote:
            return position + 1
        elif text[position] == "\n" and quote != "`":
            return position
        else:
            position += 1
    return len(text)
