# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough of a QML reader: the objects of a file and their bindings, with lines."""

import re

from tree import blank_comments, line_of

OBJECT = re.compile(r"(?:(?P<on>[A-Za-z_][\w.]*)\s*:\s*)?(?P<type>(?:[A-Za-z_]\w*\.)*[A-Z]\w*)(?:\s+on\s+[\w.]+)?\s*\{")
BINDING = re.compile(r"(?:^|(?<=[;{\n]))[ \t]*(?:(?:default|required|readonly)\s+)*(?:property\s+[\w.<>]+\s+)?"
                     r"(?P<name>[A-Za-z_][\w.]*)[ \t]*:", re.M)

# A text that is written in the file, with the insides of strings blanked.
CONSTANT = re.compile(r"""(?:qsTr|qsTrId)\(\s*(?:"\s*"|'\s*')(?:\s*,\s*(?:"\s*"|'\s*'))*\s*\)|"\s*"|'\s*'""")


class QmlObject:
    def __init__(self, type_name, line, is_root):
        self.type = type_name.split(".")[-1]
        self.line = line
        self.is_root = is_root
        self.bindings = {}  # name: (expression, line)


def parse(text):
    """All objects of a QML text, outermost first. JavaScript in braces is part of its binding's expression."""
    text = blank_comments(text)
    bare = blank_comments(text, keep_strings=False)
    objects = []
    body = re.search(OBJECT, bare)
    if body:
        _object(text, bare, body, objects, True)
    return objects


def _object(text, bare, match, objects, is_root):
    """Reads the object whose head is `match`; returns the position behind its closing brace."""
    item = QmlObject(match.group("type"), line_of(bare, match.start("type")), is_root)
    objects.append(item)
    position = match.end()
    while position < len(bare):
        character = bare[position]
        if character == "}":
            return position + 1
        child = OBJECT.match(bare, position)
        binding = BINDING.match(bare, position)
        if child:
            if child.group("on"):
                item.bindings[child.group("on")] = (child.group("type"), line_of(bare, position))
            position = _object(text, bare, child, objects, False)
        elif binding:
            position = _binding(text, bare, binding, item, objects)
        elif character in "{(":
            position = _closing(bare, position)
        else:
            position += 1
    return position


def _binding(text, bare, match, item, objects):
    name = match.group("name")
    start = match.end()
    while start < len(bare) and bare[start] in " \t\n":
        start += 1
    line = line_of(bare, start)
    child = OBJECT.match(bare, start)
    if child and not child.group("on"):
        item.bindings[name] = (child.group("type"), line)
        return _object(text, bare, child, objects, False)
    if start < len(bare) and bare[start] == "[":
        end = _closing(bare, start)
        item.bindings[name] = (text[start:end], line)
        position = start + 1
        while position < end:
            child = OBJECT.match(bare, position)
            position = _object(text, bare, child, objects, False) if child else position + 1
        return end
    end = _expression_end(bare, start)
    item.bindings[name] = (text[start:end].strip(), line)
    return end


def _expression_end(bare, position):
    """Behind an expression: a `;`, the object's `}` or a line end, unless the line plainly goes on."""
    begin = position
    while position < len(bare):
        character = bare[position]
        if character in "{([":
            position = _closing(bare, position)
            continue
        if character in "};":
            return position
        if character == "\n":
            before = bare[begin:position].rstrip()
            after = bare[position:].lstrip()
            if not (before.endswith(("?", ":", "+", "-", "*", "/", "&&", "||", "=", ",", "(", ".")) or
                    after.startswith(("?", ":", "+", "&&", "||", "."))):
                return position
        position += 1
    return position


def _closing(bare, position):
    pairs = {"{": "}", "(": ")", "[": "]"}
    stack = []
    while position < len(bare):
        character = bare[position]
        if character in pairs:
            stack.append(pairs[character])
        elif stack and character == stack[-1]:
            stack.pop()
            if not stack:
                return position + 1
        position += 1
    return position


def is_constant_text(expression):
    """True for "…", qsTr("…") without arguments, and choices between such texts: nothing that a log folder could hold."""
    bare = expression.strip()
    while bare.startswith("(") and _closing(blank_comments(bare, keep_strings=False), 0) == len(bare):
        bare = bare[1:-1].strip()
    blank = blank_comments(bare, keep_strings=False)
    question = _top_level(blank, "?")
    if question >= 0 and not blank[question:].startswith(("??", "?.")):
        colon = _matching_colon(blank, question)
        return colon > 0 and is_constant_text(bare[question + 1:colon]) and is_constant_text(bare[colon + 1:])
    return not CONSTANT.sub("", blank).replace("+", "").strip()


def is_constant_list(expression):
    """True for ["…", qsTr("…")]: a model that is written in the file."""
    bare = expression.strip()
    if not (bare.startswith("[") and bare.endswith("]")):
        return False
    return not CONSTANT.sub("", blank_comments(bare[1:-1], keep_strings=False)).replace(",", "").strip()


def _top_level(blank, wanted):
    position = 0
    while position < len(blank):
        if blank[position] in "{([":
            position = _closing(blank, position)
        elif blank[position] == wanted:
            return position
        else:
            position += 1
    return -1


def _matching_colon(blank, question):
    depth = 0
    position = question + 1
    while position < len(blank):
        if blank[position] in "{([":
            position = _closing(blank, position)
            continue
        if blank[position] == "?":
            depth += 1
        elif blank[position] == ":":
            if depth == 0:
                return position
            depth -= 1
        position += 1
    return -1
