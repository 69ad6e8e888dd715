# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the spans that a run hands to its exporter: their number stands in the file that SENT_SPANS names."""
import importlib.abc
import importlib.util
import os
import sys

EXPORTER = "opentelemetry.exporter.otlp.proto.http.trace_exporter"


def count(number):
    path = os.environ["SENT_SPANS"]
    try:
        with open(path, encoding="utf-8") as f:
            before = int(f.read())
    except (OSError, ValueError):
        before = 0
    with open(path, "w", encoding="utf-8") as f:
        f.write(str(before + number))


class Loader(importlib.abc.Loader):
    def __init__(self, loader):
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        export = module.OTLPSpanExporter.export

        def counted(self, spans):
            result = export(self, spans)
            count(len(spans))
            return result

        module.OTLPSpanExporter.export = counted


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != EXPORTER:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        spec.loader = Loader(spec.loader)
        return spec


if "SENT_SPANS" in os.environ:
    sys.meta_path.insert(0, Finder())
