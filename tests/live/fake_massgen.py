#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for `massgen --automation` where none is installed: prints the real protocol, writes a recorded run again as if it
happened now, and sends spans to the receiver that the environment names.

FAKE_MASSGEN  play (default) | loop | ask | deaf | hang | config-error | crash
FAKE_RECORDED the log_* folder that is played
FAKE_STEP     seconds between two steps (0.02)
The number of spans that were sent is left in sent_spans in the working folder.
"""
import datetime
import json
import os
import re
import signal
import sys
import time
import urllib.request

MODE = os.environ.get("FAKE_MASSGEN", "play")
STEP = float(os.environ.get("FAKE_STEP", "0.02"))
RECORDED = os.environ.get("FAKE_RECORDED", "")
STAMP = "%Y%m%d_%H%M%S_%f"
NOW = time.time()
sent = 0


def utc(text, form):
    return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.timezone.utc).timestamp()


def stamp(seconds, form):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime(form)


def recorded_start():
    with open(os.path.join(RECORDED, "turn_1", "attempt_1", "status.json"), encoding="utf-8") as f:
        return json.load(f)["meta"]["start_time"]


# Epoch seconds, and times of day, which were written in the zone of the recording.
DELTA = NOW - recorded_start() if RECORDED else 0
WALL_DELTA = NOW - utc(os.path.basename(RECORDED)[4:], STAMP) if RECORDED else 0


def shifted(text):
    """The text of a recorded file with its times moved to now."""
    text = re.sub(r"(?<![\d.])1[6-9]\d{8}\.\d+", lambda m: "%.6f" % (float(m.group()) + DELTA), text)
    text = re.sub(r"\d{8}_\d{6}_\d{6}", lambda m: stamp(utc(m.group(), STAMP) + WALL_DELTA, STAMP), text)
    iso = "%Y-%m-%dT%H:%M:%S.%f"
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}", lambda m: stamp(utc(m.group(), iso) + WALL_DELTA, iso), text)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".tmp", "w", encoding="utf-8") as f:
        f.write(text)
    os.replace(path + ".tmp", path)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def copy(source, target):
    for folder, _, files in os.walk(source):
        for name in files:
            path = os.path.join(folder, name)
            write(os.path.join(target, shifted(os.path.relpath(path, source))), shifted(read(path)))


def say(text=""):
    print(text, flush=True)


def attribute(key, value):
    return {"key": key, "value": {"stringValue": value}}


def send(spans):
    global sent
    base = os.environ.get("LOGFIRE_BASE_URL")
    if not base or not spans:
        return
    body = {"resourceSpans": [{"resource": {"attributes": [attribute("service.name", "massgen")]},
                               "scopeSpans": [{"scope": {"name": "logfire"}, "spans": spans}]}]}
    request = urllib.request.Request(base + "/v1/traces", json.dumps(body).encode(), method="POST", headers={
        "Content-Type": "application/json", "Authorization": os.environ.get("LOGFIRE_TOKEN", "")})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=10):
            sent += len(spans)
    except OSError:
        return  # nobody listens: the run goes on, as with the real SDK
    with open("sent_spans", "w", encoding="utf-8") as f:
        f.write(str(sent))


def span(number, name, start, end, parent, attributes):
    return {"traceId": "%032x" % int(NOW * 1000), "spanId": "%016x" % number, "parentSpanId": "%016x" % parent if parent else "",
            "name": name, "startTimeUnixNano": str(int(start * 1e9)), "endTimeUnixNano": str(int(end * 1e9)),
            "attributes": [attribute("logfire.span_type", "span")] + [attribute(k, v) for k, v in attributes.items()]}


def fail():
    say("\u274c Config validation failed. Please fix the errors above.")
    print("\u274c Configuration error: the agents are missing", file=sys.stderr)
    sys.exit(1)


def loop(question):
    for _ in range(2000):
        if MODE == "ask":
            say("\u274c Error: ")
            say("Please try again or type /quit to exit.")
        else:
            say("QUESTION: " + question)
            say("[Coordination in progress - monitor status.json for real-time updates]")
            say("\nWINNER: one\nANSWER_PREVIEW: x\n\nCOMPLETED: 1 agents, 1.0s total")
        time.sleep(STEP)


def begin(question):
    root = os.path.join(os.getcwd(), ".massgen", "massgen_logs", "log_" + stamp(NOW, STAMP))
    unit = os.path.join(root, "turn_1", "attempt_1")
    os.makedirs(unit)
    recorded = os.path.join(RECORDED, "turn_1", "attempt_1")
    write(os.path.join(unit, "execution_metadata.yaml"), shifted(read(os.path.join(recorded, "execution_metadata.yaml"))))
    say("LOG_DIR: " + root)
    say("STATUS: " + os.path.join(unit, "status.json"))
    say("QUESTION: " + question)
    say("[Coordination in progress - monitor status.json for real-time updates]")
    say("\n\x1b[1;31mProvider List: https://docs.litellm.ai/docs/providers\x1b[0m\n")
    return root, unit, recorded


def unfinished(status, percent):
    status = dict(status, finish_reason="in_progress", is_complete=False)
    status["meta"] = dict(status["meta"], last_updated=time.time())
    status["coordination"] = dict(status["coordination"], phase="enforcement" if percent > 50 else "initial_answer",
                                  completion_percentage=percent)
    status["results"] = {"votes": {}, "winner": None, "final_answer_preview": None}
    return json.dumps(status)


def play(question):
    root, unit, recorded = begin(question)
    status = json.loads(shifted(read(os.path.join(recorded, "status.json"))))
    agents = list(status["agents"])
    log_path = os.path.relpath(unit, os.getcwd())
    session = {"massgen.task": question, "massgen.agent_ids": ",".join(agents), "massgen.log_path": log_path}
    folders = []
    for agent in agents:
        place = os.path.join(recorded, agent)
        folders += [(name, agent) for name in os.listdir(place)] if os.path.isdir(place) else []
    folders.sort()
    lines = read(os.path.join(recorded, "events.jsonl")).splitlines(True)
    steps = 40
    with open(os.path.join(unit, "events.jsonl"), "a", encoding="utf-8") as events:
        for step in range(steps):
            events.write(shifted("".join(lines[step * len(lines) // steps:(step + 1) * len(lines) // steps])))
            events.flush()
            for name, agent in folders[step * len(folders) // steps:(step + 1) * len(folders) // steps]:
                copy(os.path.join(recorded, agent, name), os.path.join(unit, agent, shifted(name)))
            if step % 4 == 0:
                write(os.path.join(unit, "status.json"), unfinished(status, step * 100 // steps))
                number = step // 4 + 2
                send([span(number, "llm.stream", NOW + step * 0.1, NOW + step * 0.1 + 0.3, 1,
                           {"massgen.agent_id": agents[number % len(agents)]})])
            time.sleep(STEP)
    send([span(1, "coordination.session", NOW, time.time(), 0, session)])
    for name in os.listdir(recorded):
        path = os.path.join(recorded, name)
        if name == "final":
            copy(path, os.path.join(unit, name))
            copy(path, os.path.join(root, "turn_1", name))
        elif os.path.isfile(path) and name not in ("events.jsonl", "execution_metadata.yaml"):
            write(os.path.join(unit, name), shifted(read(path)))
    winner = status["results"]["winner"]
    say("\nWINNER: %s\nANSWER_FILE: %s/final/%s/answer.txt\nDURATION: 6.6s\n\nTIMELINE:\nANSWER_PREVIEW: x\n" % (winner, log_path, winner))
    say("COMPLETED: %d agents, 6.7s total" % len(agents))
    say("ANSWER: %s/turn_1/final/%s/answer.txt\nFINAL_DIR: %s/final" % (root, winner, log_path))


def hang(question):
    """Works for ever; SIGINT ends it with exit code 0, as MassGen's own handling does."""
    _, unit, recorded = begin(question)
    status = json.loads(shifted(read(os.path.join(recorded, "status.json"))))
    lines = read(os.path.join(recorded, "events.jsonl")).splitlines(True)
    write(os.path.join(unit, "events.jsonl"), shifted("".join(lines[:len(lines) // 2])))
    send([span(2, "llm.stream", NOW, NOW + 0.3, 1, {})])
    try:
        for _ in range(6000):
            write(os.path.join(unit, "status.json"), unfinished(status, 40))
            time.sleep(0.1)
    except KeyboardInterrupt:
        say("\nCOMPLETED: 3 agents, 1.0s total")


def main():
    question = sys.argv[-1]
    if "--validate" in sys.argv:
        warning = {"message": "only a stand-in", "location": "agents[0]", "suggestion": "install MassGen"}
        say(json.dumps({"valid": True, "errors": [], "warnings": [warning]}))
        return
    if "--automation" not in sys.argv:
        sys.exit("usage: massgen\nmassgen: error: a terminal is needed")
    if MODE == "config-error":
        fail()
    elif MODE in ("loop", "ask"):
        loop(question)
    elif MODE == "crash":
        begin(question)
        os.kill(os.getpid(), signal.SIGKILL)
    elif MODE in ("deaf", "hang"):
        if MODE == "deaf":
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        hang(question)
    else:
        play(question)


if __name__ == "__main__":
    main()
