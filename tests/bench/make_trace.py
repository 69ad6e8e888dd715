#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_trace.py SPANS FOLDER: writes the same made spans as trace.chrome.json, trace.otlp.jsonl and trace.records.ndjson.

Forty agents in rounds of some seconds with model calls and tool calls below; the same arguments give the same bytes.
"""
import datetime, json, os, random, sys

T0 = 1_763_000_000_000_000_000


def spans(count):
    rnd = random.Random(7)
    clock = [T0 + k * 1_000_000 for k in range(40)]
    i, rounds = 1, 0
    yield 1, 0, "coordination.session", None, T0, 10 ** 9, {"massgen.task": "Prove that it ends"}
    while i < count:
        k = rounds % 40
        agent, start, steps = f"agent_{k}", clock[k], rnd.randint(8, 30)
        rid, t = i + 1, clock[k] + 1_000_000
        below = []
        for s in range(min(steps, count - i - 1)):
            d = rnd.randint(2_000_000, 900_000_000)
            attributes = {"massgen.agent_id": agent, "massgen.round": rounds // 40}
            if rnd.random() < 0.4:
                attributes |= {"gen_ai.request.model": "gpt-5", "gen_ai.usage.input_tokens": rnd.randint(100, 9999)}
                name = "llm.openrouter.stream"
            else:
                attributes |= {"tool.name": "read_file", "tool.input_preview": json.dumps({"path": f"/w/{s}.py"}), "tool.success": True}
                name = "mcp_tool.mcp__filesystem__read_file"
            below.append((rid + 1 + s, rid, name, agent, t, d, attributes))
            t += d + 1_000_000
        yield rid, 1, f"agent.{agent}.round_{rounds // 40}", agent, start, t - start, {"massgen.agent_id": agent}
        yield from below
        clock[k], rounds, i = t + 500_000_000, rounds + 1, rid + len(below)


def iso(ns):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=ns // 1000)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def otlp_value(v):
    return {"boolValue": v} if isinstance(v, bool) else {"intValue": str(v)} if isinstance(v, int) else {"stringValue": v}


def main():
    count, folder = int(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    trace, batch = f"{7:032x}", []
    with open(f"{folder}/trace.chrome.json", "w") as chrome, open(f"{folder}/trace.otlp.jsonl", "w") as otlp, \
            open(f"{folder}/trace.records.ndjson", "w") as records:
        def flush():
            otlp.write(json.dumps({"resourceSpans": [{"resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "massgen"}}]},
                       "scopeSpans": [{"scope": {"name": "massgen"}, "spans": batch}]}]}) + "\n")
            batch.clear()
        separator = "[\n"
        for i, parent, name, agent, start, duration, attributes in spans(count):
            chrome.write(separator + json.dumps({"name": name, "ph": "X", "pid": 1, "tid": agent or "coordination", "ts": start / 1000,
                         "dur": duration / 1000, "args": attributes}))
            separator = ",\n"
            span = {"traceId": trace, "spanId": f"{i:016x}", "name": name, "startTimeUnixNano": str(start),
                    "endTimeUnixNano": str(start + duration),
                    "attributes": [{"key": k, "value": otlp_value(v)} for k, v in attributes.items()]}
            batch.append(span | ({"parentSpanId": f"{parent:016x}"} if parent else {}))
            if len(batch) == 1000:
                flush()
            records.write(json.dumps({"trace_id": trace, "span_id": f"{i:016x}", "parent_span_id": f"{parent:016x}" if parent else None,
                          "kind": "span", "span_name": name, "message": name, "level": 9, "start_timestamp": iso(start),
                          "end_timestamp": iso(start + duration), "duration": duration / 1e9, "is_exception": False,
                          "service_name": "massgen", "attributes": attributes}) + "\n")
        chrome.write("\n]\n")
        flush()


main()
