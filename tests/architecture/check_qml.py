# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for QML: imports, texts that are never read as markup, colours only in the theme."""

import re

import layers
from qml_objects import is_constant_list, is_constant_text, parse
from tree import Violation, blank_comments, folder_of, line_of, read

IMPORT = re.compile(r"^[ \t]*import[ \t]+(\"[^\"\n]*\"|[\w.]+)", re.M)

# Types that guess from the text itself whether it is markup, and then load remote images.
GUESSING_TEXTS = {"Text", "Label"}
# Controls whose own labels guess (seen with Qt 6.4.2: format AutoText): type: (its shown texts, the part to replace).
GUESSING_CONTROLS = {
    **dict.fromkeys(("AbstractButton", "Button", "CheckBox", "CheckDelegate", "DelayButton", "ItemDelegate", "MenuBarItem",
                     "MenuItem", "RadioButton", "RadioDelegate", "RoundButton", "SwipeDelegate", "Switch",
                     "SwitchDelegate", "TabButton", "ToolButton", "ToolTip", "TreeViewDelegate"), (("text",), "contentItem")),
    "GroupBox": (("title",), "label"),
    "Dialog": (("title",), "header"),
    **dict.fromkeys(("ComboBox", "HorizontalHeaderView", "VerticalHeaderView", "Tumbler"), (("model",), "delegate")),
    **dict.fromkeys(("Action", "Menu", "MenuBar"), (("text", "title"), None)),
    **dict.fromkeys(("TextField", "TextArea"), (("placeholderText",), None)),
}

COLOUR_NAMES = (
    "aqua azure beige bisque black blanchedalmond blue brown chartreuse chocolate coral crimson cyan darkblue darkcyan "
    "darkgray darkgreen darkgrey darkmagenta darkorange darkred darkviolet dimgray fuchsia gainsboro gold gray green grey "
    "hotpink indigo ivory khaki lavender lightblue lightcyan lightgray lightgreen lightgrey lightyellow lime linen magenta "
    "maroon midnightblue mintcream navy olive orange orangered orchid pink plum purple red royalblue salmon seagreen sienna "
    "silver skyblue slateblue slategray snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white "
    "whitesmoke yellow yellowgreen").split()
HEX_COLOUR = re.compile(r"""["']#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})["']""")
MADE_COLOUR = re.compile(r"\bQt\.(?:rgba|hsla|hsva|color)\s*\(")
NAMED_COLOUR = re.compile(r"""[cC]olor\w*\b[^;{}\n]*?["'](?:%s)["']""" % "|".join(COLOUR_NAMES))


def check(root, paths):
    found = []
    for path in paths:
        if not path.startswith("qml/") or not path.endswith((".qml", ".js", ".mjs")):
            continue
        folder = folder_of(path, "qml")
        text = read(root, path)
        if folder not in layers.QML_FOLDERS:
            found.append(Violation("layer", path, 1, "is in no QML folder of the layer table"))
            continue
        found += _imports(path, folder, text)
        found += _colours(path, text)
        if path.endswith(".qml"):
            found += _texts(path, folder, text)
    return found


def _imports(path, folder, text):
    found = []
    allowed = layers.qml_imports(folder)
    for match in IMPORT.finditer(blank_comments(text)):
        module = match.group(1)
        line = line_of(text, match.start(1))
        if module.startswith('"'):
            found.append(Violation("import", path, line, f"import modules by name, not {module}"))
        elif folder == "shell" and module.startswith("Mgx."):
            pass  # the shell puts the features together
        elif module not in allowed:
            found.append(Violation("import", path, line, f"{folder} may not import {module}"))
    return found


def _texts(path, folder, text):
    found = []

    def add(line, sentence):
        found.append(Violation("text", path, line, sentence))

    for item in parse(text):
        text_format = item.bindings.get("textFormat")
        if text_format and not text_format[0].endswith(".PlainText"):
            add(text_format[1], f"textFormat is {text_format[0]}, not Text.PlainText")
        if item.type in GUESSING_TEXTS and not text_format:
            add(item.line, f"{item.type} without textFormat: Text.PlainText")
        bound_tip = _first_bound(item, ("ToolTip.text",))
        if bound_tip:
            add(bound_tip, "ToolTip.text shows data and would read it as markup: use a type of Mgx.Controls")
        texts, part = GUESSING_CONTROLS.get(item.type, ((), None))
        if part and part in item.bindings:
            continue  # its own label is an object of this file and checked as such
        bound = _first_bound(item, texts)
        if bound:
            add(bound, f"a {item.type} shows data and would read it as markup: "
                       + (f"give it a {part} with plain text, or " if part else "") + "use a type of Mgx.Controls")
        elif part and item.is_root and folder == "controls":
            add(item.line, f"a control made from {item.type} needs its own {part} with plain text")
    return found


def _first_bound(item, names):
    """The line of the first of these bindings that could show data, or None."""
    for name in names:
        expression, line = item.bindings.get(name, ("", 0))
        if expression and not is_constant_text(expression) and not is_constant_list(expression):
            return line
    return None


def _colours(path, text):
    if path in layers.COLOUR_FILES:
        return []
    plain = blank_comments(text)
    return [Violation("colour", path, line_of(plain, match.start()), f"colour {match.group().strip()} outside the theme")
            for pattern in (HEX_COLOUR, MADE_COLOUR, NAMED_COLOUR) for match in pattern.finditer(plain)]
