#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mcp_server.py - a small MCP server over stdio, standard library only, for test runs.

Tools: add(a, b), multiply(a, b), lookup(key), slow(seconds), fail(message), big(kilobytes), echo(text),
       note_write(key, text), note_read(key), crash()
"fail" answers with isError=true, "lookup" of an unknown key raises a JSON-RPC error, "crash" ends the process.
"""
import json
import os
import sys
import time

FACTS = {
    "water": "Water boils at 100 °C at sea level.",
    "speed_of_light": "299 792 458 m/s",
    "tokyo": "東京, population about 14 million (2024).",
    "emoji": "🧪🔬",
}
NOTES = {}


def num(args, name):
    return float(args[name])


def call(name, args):
    """Returns (text, is_error); an exception becomes a JSON-RPC error."""
    if name == "add":
        return "%g" % (num(args, "a") + num(args, "b")), False
    if name == "multiply":
        return "%g" % (num(args, "a") * num(args, "b")), False
    if name == "lookup":
        return FACTS[args["key"]], False
    if name == "slow":
        seconds = min(60.0, num(args, "seconds"))
        time.sleep(seconds)
        return "slept %g s" % seconds, False
    if name == "fail":
        return "Tool failed: " + str(args.get("message", "no reason")), True
    if name == "big":
        return ("0123456789abcdef" * 64 + "\n") * int(num(args, "kilobytes")), False
    if name == "echo":
        return str(args.get("text", "")), False
    if name == "note_write":
        NOTES[args["key"]] = args["text"]
        return "stored %d characters" % len(args["text"]), False
    if name == "note_read":
        return NOTES.get(args["key"], "(no such note)"), False
    if name == "crash":
        sys.stderr.write("mcp_server: crash requested\n")
        sys.stderr.flush()
        os._exit(3)
    raise ValueError("unknown tool " + name)


def schema(**props):
    return {"type": "object", "properties": {k: {"type": v} for k, v in props.items()}, "required": list(props)}


TOOLS = [
    {"name": "add", "description": "Add two numbers", "inputSchema": schema(a="number", b="number")},
    {"name": "multiply", "description": "Multiply two numbers", "inputSchema": schema(a="number", b="number")},
    {"name": "lookup", "description": "Look up a fact", "inputSchema": schema(key="string")},
    {"name": "slow", "description": "Wait some seconds", "inputSchema": schema(seconds="number")},
    {"name": "fail", "description": "Always fails", "inputSchema": schema(message="string")},
    {"name": "big", "description": "Returns a long text", "inputSchema": schema(kilobytes="number")},
    {"name": "echo", "description": "Returns its argument", "inputSchema": schema(text="string")},
    {"name": "note_write", "description": "Store a note", "inputSchema": schema(key="string", text="string")},
    {"name": "note_read", "description": "Read a note", "inputSchema": schema(key="string")},
    {"name": "crash", "description": "Ends the server process", "inputSchema": schema()},
]


def send(obj):
    sys.stdout.write(json.dumps(obj, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        line = line.strip()
        if not line:
            continue
        try:
            msg = json.loads(line)
        except ValueError:
            continue
        ident, method, params = msg.get("id"), msg.get("method"), msg.get("params") or {}
        if ident is None:
            continue  # a notification
        if method == "initialize":
            send({"jsonrpc": "2.0", "id": ident, "result": {
                "protocolVersion": params.get("protocolVersion", "2025-06-18"),
                "capabilities": {"tools": {"listChanged": False}},
                "serverInfo": {"name": "stub-mcp", "version": "1.0"}}})
        elif method == "tools/list":
            send({"jsonrpc": "2.0", "id": ident, "result": {"tools": TOOLS}})
        elif method == "tools/call":
            try:
                text, is_error = call(params.get("name"), params.get("arguments") or {})
                send({"jsonrpc": "2.0", "id": ident, "result": {"content": [{"type": "text", "text": text}], "isError": is_error}})
            except Exception as e:  # noqa: BLE001 - reported to the client
                send({"jsonrpc": "2.0", "id": ident, "error": {"code": -32000, "message": "%s: %s" % (type(e).__name__, e)}})
        elif method in ("ping",):
            send({"jsonrpc": "2.0", "id": ident, "result": {}})
        elif method == "resources/list":
            send({"jsonrpc": "2.0", "id": ident, "result": {"resources": []}})
        elif method == "prompts/list":
            send({"jsonrpc": "2.0", "id": ident, "result": {"prompts": []}})
        else:
            send({"jsonrpc": "2.0", "id": ident, "error": {"code": -32601, "message": "Method not found"}})


if __name__ == "__main__":
    main()
