# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the rounds that the app read from a log folder with the round spans that MassGen itself sent."""

import json
import re
from datetime import datetime, timedelta, timezone

ROUND = re.compile(r"agent\.(?P<agent>.+)\.(?P<part>round_\d+|presentation)")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class Round:
    def __init__(self, name, start, end):
        self.name, self.start, self.end = name, start, end  # seconds since the epoch; end None = unknown


def sent(document):
    """Round spans of an OTLP/JSON document, without pending ones."""
    found = []
    for resource in document["resourceSpans"]:
        for scope in resource["scopeSpans"]:
            for span in scope["spans"]:
                values = {entry["key"]: next(iter(entry["value"].values()), None) for entry in span.get("attributes", [])}
                if ROUND.fullmatch(span["name"]) and values.get("logfire.span_type") != "pending_span":
                    found.append(Round(span["name"], int(span["startTimeUnixNano"]) / 1e9, int(span["endTimeUnixNano"]) / 1e9))
    return sorted(found, key=lambda one: one.start)


def recorded(ndjson):
    """Round spans of `records --format ndjson`."""
    found = []
    for line in ndjson.splitlines():
        record = json.loads(line)
        if record.get("kind") == "span" and ROUND.fullmatch(record.get("span_name") or ""):
            start, end = seconds(record.get("start_timestamp")), seconds(record.get("end_timestamp"))
            if record.get("time_quality") == "open":
                end = None  # the files say that it began; its end is where the run stopped
            # A round that judges the result has no span of its own in what MassGen sends.
            if start is not None and attributes(record).get("massgen.round_type") != "post_evaluation":
                found.append(Round(record["span_name"], start, end))
    return sorted(found, key=lambda one: one.start)


def attributes(record):
    """JSON columns may come as objects or as JSON text."""
    value = record.get("attributes") or {}
    return json.loads(value) if isinstance(value, str) else value


def seconds(text):
    """ISO-8601 in UTC with any number of digits, as seconds since the epoch."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?(?:Z|\+00:?00)", text or "")
    if not match:
        return None
    whole = datetime.fromisoformat(f"{match.group(1)}T{match.group(2)}+00:00") - EPOCH
    return whole / timedelta(seconds=1) + float(match.group(3) or 0)


def compare(sent_rounds, recorded_rounds, tolerance):
    """(matched, worst distance in seconds, sentences about what does not agree).

    Each sent span takes the nearest free record of the same name: rounds that begin again share their number.
    """
    free = list(recorded_rounds)
    wrong, worst = [], 0.0
    for one in sent_rounds:
        candidates = [other for other in free if other.name == one.name]
        nearest = min(candidates, key=lambda other: abs(other.start - one.start), default=None)
        if nearest is None or abs(nearest.start - one.start) > 1:
            wrong.append(f"{one.name} at {_clock(one.start)} was sent, but is not among the records")
            continue
        free.remove(nearest)
        for what, theirs, ours in (("start", one.start, nearest.start), ("end", one.end, nearest.end)):
            if ours is None:
                continue
            worst = max(worst, abs(ours - theirs))
            if abs(ours - theirs) > tolerance:
                wrong.append(f"{one.name} at {_clock(one.start)}: {what} is {1000 * (ours - theirs):+.0f} ms off")
    for other in free:
        wrong.append(f"{other.name} at {_clock(other.start)} is among the records, but was not sent")
    return len(sent_rounds) - sum("was sent" in text for text in wrong), worst, wrong


def _clock(value):
    return datetime.fromtimestamp(value, timezone.utc).strftime("%H:%M:%S.%f")[:-3]
