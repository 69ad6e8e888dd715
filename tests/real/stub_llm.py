#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""stub_llm.py - a scripted, deterministic, OpenAI-compatible LLM server for testing MassGen.

Pure Python standard library (3.9+). It listens on 127.0.0.1 only.

    python3 stub_llm.py [--port 0] [--scripts scripts.json] [--log requests.jsonl]

It prints one line  STUB_LLM_PORT=<port>  when it is ready, and leaves with exit code 0 on SIGTERM or SIGINT.

Endpoints (each also under the prefix /s/<script name>, see below)
    POST /v1/chat/completions   streaming (SSE) and not streaming
    POST /v1/responses          streaming and not streaming (the "openai" backend type of MassGen)
    GET  /v1/models
    GET  /stub/state            counters, as JSON
    POST /stub/reset            forget all counters

Which script plays
    1. base URL  http://127.0.0.1:PORT/s/NAME/v1   -> script NAME
    2. otherwise the model name: "NAME" or "NAME@anything"
    3. otherwise the script "default"
State (rounds, answers given, ...) is kept per script name + model name, so that two agents should not share
both. Use "base": "other-script" in a script to inherit from another one.

Script keys (all optional; a value marked [] may be a list indexed by the round, the last element repeats)
    answers        int    how many new_answer calls before the agent starts to vote (1); it never votes when the prompt
                          shows no answer
    vote           str [] first | last | agentN | bad  (anonymous id, among those whose answers the prompt shows) ("first")
    first_delay    s  []  time before the first byte (0.02)
    chunk_delay    s  []  time between text chunks (0.005)
    chunks         int [] number of text chunks (6)
    final_chunks, final_chunk_delay, final_first_delay    the same for the final presentation
    reasoning      str    text streamed as delta.reasoning_content before the rest
    text           str [] text streamed before a tool call
    answer         str [] content of new_answer; {model} {script} {n} {round} {question} are replaced
    reason         str [] reason of a vote; {target} too
    final          str    the final presentation
    final_mode     str    tool (default): submitted with new_answer, as MassGen's prompt demands, if it is offered; text
    tools          list   per round: list of batches; a batch is a list of calls {"tool": "add", "args": {...}};
                          all calls of a batch are sent in one response (parallel tool calls). "tool" is matched
                          as suffix of an offered tool name. "raw" instead of "args" sends malformed arguments.
    tools_repeat   bool   use the last entry of "tools" for all later rounds (false)
    only_offered   bool   leave out batches with a tool that is not offered (false: the unknown call is sent)
    final_tools    list   batches used in the final presentation
    silent_rounds  [int]  rounds whose first reply has text only, no workflow tool (MassGen then insists)
    errors         list   {"from": k, "count": n, "status": 500, "message": "...", "retry_after": s}
                          requests k .. k+n-1 (0-based, per script+model; n = -1: for ever) fail with that status
    drop           list   {"from": k, "count": n, "after": c}  close the connection after c chunks
    post_eval      [str]  submit | restart, per post-evaluation ("submit")
    usage_extra    obj    added to the usage object, e.g. {"cost": 0.001}
"""
import argparse
import copy
import json
import os
import re
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT_SCRIPT = {
    "answers": 1,
    "vote": "first",
    "first_delay": 0.02,
    "chunk_delay": 0.005,
    "chunks": 6,
    "text": "I am looking at the task and at the answers that exist so far.",
    "answer": "Answer {n} of {script} ({model}) to: {question}",
    "reason": "{target} is the most complete answer.",
    "final": "Final answer of {script}: the work of all agents is combined here. Question was: {question}",
}


class Stub:
    def __init__(self, scripts, log_path=None):
        self.scripts = scripts
        self.lock = threading.Lock()
        self.state = {}
        self.counter = 0
        self.log = open(log_path, "a", encoding="utf-8") if log_path else None

    def script(self, name, seen=()):
        raw = self.scripts.get(name)
        if raw is None:
            raw = self.scripts.get("default", {})
        base = raw.get("base")
        result = self.script(base, seen + (name,)) if base and base not in seen else dict(DEFAULT_SCRIPT)
        result.update({k: v for k, v in raw.items() if k != "base"})
        return result

    def get_state(self, key):
        return self.state.setdefault(
            key,
            {"requests": 0, "rounds": 0, "answers": 0, "votes": 0, "finals": 0, "post_evals": 0, "tool_calls": 0},
        )

    def write_log(self, entry):
        if self.log:
            with self.lock:
                self.log.write(json.dumps(entry, ensure_ascii=False) + "\n")
                self.log.flush()


def pick(value, index):
    """A scalar, or the element of a list for this round (the last one repeats)."""
    if isinstance(value, list):
        return value[min(index, len(value) - 1)] if value else None
    return value


def fill(template, **kw):
    return re.sub(r"\{(\w+)\}", lambda m: str(kw.get(m.group(1), m.group(0))), str(template))


def text_of(content):
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(p.get("text", "") if isinstance(p, dict) else str(p) for p in content)
    return "" if content is None else str(content)


def tool_defs(body):
    """Offered tools as {name: parameters}; both the chat and the responses format."""
    result = {}
    for tool in body.get("tools") or []:
        fn = tool.get("function") if isinstance(tool.get("function"), dict) else tool
        if fn.get("name"):
            result[fn["name"]] = fn.get("parameters") or {}
    return result


def find_tool(names, wanted):
    if wanted in names:
        return wanted
    for name in names:
        if name.endswith("__" + wanted):
            return name
    return wanted  # not offered: an unknown tool call, on purpose


def normalise_messages(body):
    """Chat messages, also from the 'input' of the responses API."""
    if "messages" in body:
        return body["messages"]
    items = body.get("input")
    if isinstance(items, str):
        return [{"role": "user", "content": items}]
    messages = []
    if body.get("instructions"):
        messages.append({"role": "system", "content": body["instructions"]})
    for item in items or []:
        kind = item.get("type")
        if kind == "function_call":
            if messages and messages[-1].get("role") == "assistant" and messages[-1].get("tool_calls"):
                messages[-1]["tool_calls"].append({"function": {"name": item.get("name")}})
            else:
                messages.append({"role": "assistant", "tool_calls": [{"function": {"name": item.get("name")}}]})
        elif kind == "function_call_output":
            messages.append({"role": "tool", "content": text_of(item.get("output"))})
        elif item.get("role"):
            messages.append({"role": item["role"], "content": text_of(item.get("content"))})
    return messages


def question_of(messages):
    for m in messages:
        if m.get("role") == "user":
            text = text_of(m.get("content"))
            found = re.search(r"<ORIGINAL MESSAGE>\s*(.*?)\s*<END OF ORIGINAL MESSAGE>", text, re.S)
            return (found.group(1) if found else text).strip()[:200]
    return ""


WORKFLOW = ("new_answer", "vote", "stop", "submit", "restart_orchestration")


def plan(stub, script_name, body):
    """Decide what to say. Returns (events, meta) where events describes text, tool calls and delays."""
    script = stub.script(script_name)
    model = body.get("model", "stub")
    key = script_name + "|" + model
    messages = normalise_messages(body)
    tools = tool_defs(body)
    names = list(tools)
    question = question_of(messages)
    with stub.lock:
        st = stub.get_state(key)
        index = st["requests"]
        st["requests"] += 1
        stub.counter += 1
        number = stub.counter

        # what was done in this conversation already
        turns = 0  # assistant turns with real (not workflow) tool calls
        fresh = True
        for m in messages:
            if m.get("role") == "assistant":
                fresh = False
                called = [(c.get("function") or {}).get("name", "") for c in m.get("tool_calls") or []]
                if called and not all(c in WORKFLOW for c in called):
                    turns += 1

        reply = {"text": "", "reasoning": script.get("reasoning", ""), "calls": [], "error": None, "drop": None}
        for rule in script.get("errors", []):
            count = rule.get("count", 1)
            if index >= rule.get("from", 0) and (count < 0 or index < rule.get("from", 0) + count):
                reply["error"] = rule
        for rule in script.get("drop", []):
            count = rule.get("count", 1)
            if index >= rule.get("from", 0) and (count < 0 or index < rule.get("from", 0) + count):
                reply["drop"] = rule.get("after", 2)

        fmt = dict(model=model, script=script_name, question=question)
        # anonymous ids whose answers are shown in the prompt: <agent1> ... <end of agent1>
        visible = set()
        presenting = False
        for m in messages:
            text = text_of(m.get("content"))
            if m.get("role") == "system":
                presenting = presenting or "winning presenter" in text
            else:
                visible.update(re.findall(r"<(agent\d+)(?:\.\d+)?>", text))
        if "submit" in names or "restart_orchestration" in names:
            phase = "post_evaluation"
            decision = pick(script.get("post_eval", "submit"), st["post_evals"])
            rnd = st["post_evals"]
            if reply["error"] is None:
                st["post_evals"] += 1
            if decision == "restart":
                reply["calls"].append({"tool": "restart_orchestration", "args": {
                    "reason": "The answer is not complete.", "instructions": "Add the missing part and check the sum."}})
            else:
                reply["calls"].append({"tool": "submit", "args": {"confirmed": True}})
            reply["text"] = "Checking the final answer."
        elif "vote" in names or ("new_answer" in names and not presenting):
            phase = "coordination"
            if fresh and reply["error"] is None:
                st["rounds"] += 1
            rnd = max(0, st["rounds"] - 1)
            batches = script.get("tools") or []
            if rnd < len(batches):
                batch_list = batches[rnd]
            else:
                batch_list = batches[-1] if batches and script.get("tools_repeat") else []
            if script.get("only_offered"):
                batch_list = [b for b in batch_list if all(find_tool(names, c["tool"]) in names for c in b)]
            options = (tools.get("vote", {}).get("properties", {}).get("agent_id", {}) or {}).get("enum") or []
            options = [o for o in options if o in visible] or options
            reply["text"] = fill(pick(script["text"], rnd), round=rnd, n=st["answers"] + 1, **fmt)
            if reply["error"] is not None:
                pass
            elif turns < len(batch_list):
                reply["calls"] = copy.deepcopy(batch_list[turns])
                st["tool_calls"] += len(reply["calls"])
            elif rnd in script.get("silent_rounds", []) and fresh:
                reply["text"] += " I have nothing to submit yet."
            elif "new_answer" in names and (
                    st["answers"] < script["answers"] or "vote" not in names or not visible):
                st["answers"] += 1
                reply["calls"].append({"tool": "new_answer", "args": {
                    "content": fill(pick(script["answer"], st["answers"] - 1), n=st["answers"], round=rnd, **fmt)}})
            else:
                st["votes"] += 1
                wish = pick(script["vote"], st["votes"] - 1)
                if wish == "last" and options:
                    target = options[-1]
                elif wish == "bad":
                    target = "agent99"
                elif wish in options:
                    target = wish
                else:
                    target = options[0] if options else "agent1"
                reply["calls"].append({"tool": "vote", "args": {
                    "agent_id": target,
                    "reason": fill(pick(script["reason"], st["votes"] - 1), target=target, round=rnd, n=st["votes"], **fmt)}})
        else:
            phase = "final"
            rnd = st["finals"]
            if fresh and reply["error"] is None:
                st["finals"] += 1
            batches = script.get("final_tools") or []
            if turns < len(batches):
                reply["calls"] = copy.deepcopy(batches[turns])
            elif "new_answer" in names and script.get("final_mode", "tool") == "tool":
                reply["text"] = "Presenting the final answer."
                reply["calls"].append({"tool": "new_answer", "args": {"content": fill(script["final"], n=st["answers"], round=rnd, **fmt)}})
            else:
                reply["text"] = fill(script["final"], n=st["answers"], round=rnd, **fmt)
        snapshot = dict(st)

    prefix = "final_" if phase == "final" else ""

    def setting(name):
        return pick(script.get(prefix + name, script.get(name)), rnd)

    reply["chunks"] = int(setting("chunks") or 1)
    reply["chunk_delay"] = float(setting("chunk_delay") or 0)
    reply["first_delay"] = float(setting("first_delay") or 0)
    for i, call in enumerate(reply["calls"]):
        call["name"] = find_tool(names, call.pop("tool"))
        call["id"] = "call_%s_%d_%d" % (re.sub(r"\W", "", script_name)[:12], index, i)
        call["arguments"] = call["raw"] if "raw" in call else json.dumps(call.get("args", {}), ensure_ascii=False)

    prompt_tokens = max(8, len(json.dumps(messages, ensure_ascii=False)) // 4 + len(json.dumps(body.get("tools") or [])) // 4)
    reasoning_tokens = len(reply["reasoning"]) // 4
    completion = max(4, (len(reply["text"]) + sum(len(c["arguments"]) + 12 for c in reply["calls"])) // 4) + reasoning_tokens
    cached = (prompt_tokens // 2) // 64 * 64 if index else 0
    usage = {"prompt": prompt_tokens, "completion": completion, "cached": cached, "reasoning": reasoning_tokens,
             "extra": script.get("usage_extra", {})}
    stub.write_log({"time": time.time(), "n": number, "script": script_name, "model": model, "phase": phase, "round": rnd,
                    "index": index, "messages": len(messages), "tools": names, "usage": usage, "state": snapshot,
                    "error": reply["error"], "calls": [c["name"] for c in reply["calls"]], "stream": bool(body.get("stream"))})
    return reply, usage, number


def pieces(text, n):
    if not text:
        return []
    size = max(1, -(-len(text) // max(1, n)))
    return [text[i:i + size] for i in range(0, len(text), size)]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "stub-llm"
    stub = None

    def log_message(self, fmt, *args):
        pass

    # ---------------------------------------------------------------- helpers
    def send_json(self, code, obj, headers=None):
        data = json.dumps(obj, ensure_ascii=False).encode("utf-8")
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        for k, v in (headers or {}).items():
            self.send_header(k, v)
        self.end_headers()
        self.wfile.write(data)

    def start_sse(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, text):
        data = text.encode("utf-8")
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def end_sse(self):
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def split_path(self):
        path = self.path.split("?", 1)[0]
        found = re.match(r"^/s/([^/]+)(/.*)$", path)
        return (found.group(1), found.group(2)) if found else (None, path)

    # ---------------------------------------------------------------- methods
    def do_GET(self):
        _, path = self.split_path()
        if path == "/v1/models":
            self.send_json(200, {"object": "list", "data": [
                {"id": name, "object": "model", "created": 1700000000, "owned_by": "stub"} for name in sorted(self.stub.scripts)]})
        elif path == "/stub/state":
            self.send_json(200, self.stub.state)
        else:
            self.send_json(404, {"error": {"message": "not found", "type": "invalid_request_error"}})

    def do_POST(self):
        script_name, path = self.split_path()
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if path == "/stub/reset":
            with self.stub.lock:
                self.stub.state.clear()
            self.send_json(200, {})
            return
        try:
            body = json.loads(raw or b"{}")
        except ValueError:
            self.send_json(400, {"error": {"message": "body is not JSON", "type": "invalid_request_error"}})
            return
        if path not in ("/v1/chat/completions", "/v1/responses"):
            self.send_json(404, {"error": {"message": "not found", "type": "invalid_request_error"}})
            return
        if script_name is None:
            script_name = str(body.get("model", "default")).split("@", 1)[0]
        reply, usage, number = plan(self.stub, script_name, body)
        time.sleep(reply["first_delay"])
        if reply["error"] is not None:
            rule = reply["error"]
            headers = {"Retry-After": str(rule["retry_after"])} if "retry_after" in rule else {}
            status = rule.get("status", 500)
            message = rule.get("message", "Rate limit reached" if status == 429 else "Stub server error")
            self.send_json(status, {"error": {"message": message, "type": "stub_error", "code": str(status)}}, headers)
            return
        try:
            if path == "/v1/chat/completions":
                self.answer_chat(body, reply, usage, number)
            else:
                self.answer_responses(body, reply, usage, number)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    # ---------------------------------------------------------------- chat completions
    def answer_chat(self, body, reply, usage, number):
        ident = "chatcmpl-stub-%06d" % number
        created = int(time.time())
        model = body.get("model", "stub")
        usage_obj = {
            "prompt_tokens": usage["prompt"], "completion_tokens": usage["completion"],
            "total_tokens": usage["prompt"] + usage["completion"],
            "prompt_tokens_details": {"cached_tokens": usage["cached"]},
            "completion_tokens_details": {"reasoning_tokens": usage["reasoning"]},
        }
        usage_obj.update(usage["extra"])
        finish = "tool_calls" if reply["calls"] else "stop"
        if not body.get("stream"):
            message = {"role": "assistant", "content": reply["text"] or None}
            if reply["calls"]:
                message["tool_calls"] = [{"id": c["id"], "type": "function", "function": {"name": c["name"], "arguments": c["arguments"]}}
                                         for c in reply["calls"]]
            self.send_json(200, {"id": ident, "object": "chat.completion", "created": created, "model": model,
                                 "choices": [{"index": 0, "message": message, "finish_reason": finish}], "usage": usage_obj})
            return

        def event(delta, finish_reason=None, **extra):
            obj = {"id": ident, "object": "chat.completion.chunk", "created": created, "model": model,
                   "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]}
            obj.update(extra)
            self.chunk("data: " + json.dumps(obj, ensure_ascii=False) + "\n\n")

        self.start_sse()
        sent = 0
        event({"role": "assistant", "content": ""})

        def step():
            nonlocal sent
            sent += 1
            if reply["drop"] is not None and sent > reply["drop"]:
                self.close_connection = True
                self.connection.close()
                raise ConnectionResetError
            time.sleep(reply["chunk_delay"])

        for part in pieces(reply["reasoning"], 3):
            step()
            event({"reasoning_content": part})
        for part in pieces(reply["text"], reply["chunks"]):
            step()
            event({"content": part})
        for i, call in enumerate(reply["calls"]):
            step()
            event({"tool_calls": [{"index": i, "id": call["id"], "type": "function", "function": {"name": call["name"], "arguments": ""}}]})
            for part in pieces(call["arguments"], 3):
                event({"tool_calls": [{"index": i, "function": {"arguments": part}}]})
        event({}, finish)
        if (body.get("stream_options") or {}).get("include_usage"):
            self.chunk("data: " + json.dumps({"id": ident, "object": "chat.completion.chunk", "created": created, "model": model,
                                              "choices": [], "usage": usage_obj}) + "\n\n")
        self.chunk("data: [DONE]\n\n")
        self.end_sse()

    # ---------------------------------------------------------------- responses
    def answer_responses(self, body, reply, usage, number):
        ident = "resp_stub_%06d" % number
        model = body.get("model", "stub")
        output = []
        if reply["reasoning"]:
            output.append({"type": "reasoning", "id": "rs_%d" % number, "summary": [{"type": "summary_text", "text": reply["reasoning"]}]})
        if reply["text"]:
            output.append({"type": "message", "id": "msg_%d" % number, "role": "assistant", "status": "completed",
                           "content": [{"type": "output_text", "text": reply["text"], "annotations": []}]})
        for i, c in enumerate(reply["calls"]):
            output.append({"type": "function_call", "id": "fc_%d_%d" % (number, i), "call_id": c["id"], "name": c["name"],
                           "arguments": c["arguments"], "status": "completed"})
        usage_obj = {"input_tokens": usage["prompt"], "input_tokens_details": {"cached_tokens": usage["cached"]},
                     "output_tokens": usage["completion"], "output_tokens_details": {"reasoning_tokens": usage["reasoning"]},
                     "total_tokens": usage["prompt"] + usage["completion"]}

        def response(status, out, use):
            return {"id": ident, "object": "response", "created_at": int(time.time()), "status": status, "model": model,
                    "output": out, "usage": use, "error": None, "incomplete_details": None, "instructions": None,
                    "metadata": {}, "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "temperature": 1.0, "top_p": 1.0}

        if not body.get("stream"):
            self.send_json(200, response("completed", output, usage_obj))
            return
        self.start_sse()
        seq = 0

        def event(kind, **data):
            nonlocal seq
            data = dict({"type": kind, "sequence_number": seq}, **data)
            seq += 1
            self.chunk("event: %s\ndata: %s\n\n" % (kind, json.dumps(data, ensure_ascii=False)))

        event("response.created", response=response("in_progress", [], None))
        event("response.in_progress", response=response("in_progress", [], None))
        for index, item in enumerate(output):
            if item["type"] == "message":
                event("response.output_item.added", output_index=index, item=dict(item, status="in_progress", content=[]))
                part = {"type": "output_text", "text": "", "annotations": []}
                event("response.content_part.added", item_id=item["id"], output_index=index, content_index=0, part=part)
                for piece in pieces(reply["text"], reply["chunks"]):
                    time.sleep(reply["chunk_delay"])
                    event("response.output_text.delta", item_id=item["id"], output_index=index, content_index=0, delta=piece)
                event("response.output_text.done", item_id=item["id"], output_index=index, content_index=0, text=reply["text"])
                event("response.content_part.done", item_id=item["id"], output_index=index, content_index=0, part=dict(part, text=reply["text"]))
                event("response.output_item.done", output_index=index, item=item)
            elif item["type"] == "function_call":
                event("response.output_item.added", output_index=index, item=dict(item, arguments="", status="in_progress"))
                for piece in pieces(item["arguments"], 3):
                    event("response.function_call_arguments.delta", item_id=item["id"], output_index=index, delta=piece)
                event("response.function_call_arguments.done", item_id=item["id"], output_index=index, arguments=item["arguments"],
                      name=item["name"])
                event("response.output_item.done", output_index=index, item=item)
            else:
                event("response.output_item.added", output_index=index, item=dict(item, summary=[]))
                for piece in pieces(reply["reasoning"], 3):
                    event("response.reasoning_summary_text.delta", item_id=item["id"], output_index=index, summary_index=0, delta=piece)
                event("response.reasoning_summary_text.done", item_id=item["id"], output_index=index, summary_index=0, text=reply["reasoning"])
                event("response.output_item.done", output_index=index, item=item)
        event("response.completed", response=response("completed", output, usage_obj))
        self.end_sse()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        exc = sys.exc_info()[1]
        if not isinstance(exc, (ConnectionError, OSError)):
            super().handle_error(request, client_address)


def main():
    parser = argparse.ArgumentParser(description="Scripted OpenAI-compatible LLM server (127.0.0.1 only)")
    parser.add_argument("--port", type=int, default=0, help="0 = choose a free one and print it")
    parser.add_argument("--scripts", default=os.path.join(HERE, "scripts.json"))
    parser.add_argument("--log", help="append one JSON line per request to this file")
    args = parser.parse_args()
    with open(args.scripts, encoding="utf-8") as f:
        scripts = {k: v for k, v in json.load(f).items() if not k.startswith("_")}
    Handler.stub = Stub(scripts, args.log)
    try:
        server = Server(("127.0.0.1", args.port), Handler)
    except OSError as e:
        sys.exit("stub_llm: cannot listen on 127.0.0.1:%d: %s" % (args.port, e))

    def stop(signum, frame):
        threading.Thread(target=server.shutdown, daemon=True).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print("STUB_LLM_PORT=%d" % server.server_address[1], flush=True)
    server.serve_forever(poll_interval=0.1)
    server.server_close()


if __name__ == "__main__":
    main()
