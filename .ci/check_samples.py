#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_samples.py APP SAMPLES: compares `summary --json` and `records` of recorded runs with the facts that their README
states, with MassGen's own totals, and with the spans that MassGen sent. Prints a table and "N passed, N failed"."""

import json
import os
import subprocess
import sys
import time

sys.dont_write_bytecode = True
import round_times  # noqa: E402  (after the line above, so that no cache folder appears beside the sources)
import sample_facts  # noqa: E402

TOLERANCE_S = 0.05


class Checks:
    def __init__(self):
        self.passed = 0
        self.failed = []

    def expect(self, condition, sentence):
        if condition:
            self.passed += 1
        else:
            self.failed.append(sentence)

    def equal(self, what, got, expected):
        self.expect(got == expected, f"{what}: {got!r} instead of {expected!r}")


def run(app, *arguments):
    done = subprocess.run([app, *arguments], capture_output=True, timeout=120, check=False,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(arguments[:1])} ended with {done.returncode}: {done.stderr.decode()[:500]}")
    return done.stdout.decode("utf-8")


def find_run(summary, facts):
    if facts.attempt is None:
        return summary["runs"][0] if len(summary["runs"]) == 1 else None
    return next((run for run in summary["runs"] if run["attempt"] == facts.attempt), None)


def is_agent(short, agent):
    return agent == short or agent.endswith("_" + short)


def check_facts(checks, run, facts):
    agents = run["agents"]
    checks.equal("agents", [agent["id"] for agent in agents], facts.agents)
    checks.equal("number of answers", len(run["answers"]), facts.answer_count)
    if facts.answers is not None:
        checks.equal("answers", [answer["label"] for answer in run["answers"]], facts.answers)
    checks.equal("number of votes", len(run["votes"]), facts.vote_count)
    if facts.votes is not None:
        checks.equal("votes", [vote["for_label"] for vote in run["votes"]], [label for _, label in facts.votes])
        checks.expect(all(is_agent(short, vote["voter"]) for vote, (short, _) in zip(run["votes"], facts.votes)),
                      f"voters: {[vote['voter'] for vote in run['votes']]} instead of {[voter for voter, _ in facts.votes]}")
    checks.equal("winner", run["winner"] or "", facts.winner)
    check_labels(checks, run)
    check_state(checks, run, facts)
    if facts.tool_calls is not None:
        calls = sum(agent["tool_calls"] for agent in agents)
        # Whether a call that was cut off counts is left open.
        checks.expect(facts.tool_calls <= calls <= facts.tool_calls + facts.cut_tool_calls,
                      f"tool calls: {calls} instead of {facts.tool_calls}")
    if facts.tool_errors is not None:
        checks.equal("failed tool calls", sum(agent["tool_errors"] for agent in agents), facts.tool_errors)
    if facts.completed_rounds is not None:
        rounds = sum(agent["rounds"] for agent in agents)
        # A vote that MassGen ignored is a round that is not among its completed ones; so is one that was cut for each agent.
        most = facts.completed_rounds + facts.ignored_votes + len(agents)
        checks.expect(facts.completed_rounds <= rounds <= most,
                      f"rounds: {rounds}, not from {facts.completed_rounds} to {most}")
    if facts.process_seconds is not None:
        checks.expect(0 < run["duration_s"] <= facts.process_seconds,
                      f"duration: {run['duration_s']} s of a process of {facts.process_seconds} s")


def check_labels(checks, run):
    """Answers belong to the agents that votes for them name, and each is counted for its agent."""
    owner = {answer["label"]: answer["agent"] for answer in run["answers"]}
    for vote in run["votes"]:
        checks.equal(f"agent of {vote['for_label']}", vote["for_agent"], owner.get(vote["for_label"]))
    for agent in run["agents"]:
        checks.equal(f"answers of {agent['id']}", agent["answers"], list(owner.values()).count(agent["id"]))
        checks.equal(f"votes of {agent['id']}", agent["votes"], sum(vote["voter"] == agent["id"] for vote in run["votes"]))
    times = [entry["time"] for entry in run["answers"]]
    checks.expect(times == sorted(times), f"answers are not in order of time: {times}")
    checks.expect(run["start"] <= run["end"], f"the run ends ({run['end']}) before it starts ({run['start']})")


def check_state(checks, run, facts):
    if facts.winner:
        checks.expect(run["state"] in ("complete", "incomplete"), f"state {run['state']} although there is a winner")
    else:
        checks.expect(run["state"] in ("incomplete", "failed"), f"state {run['state']} although there is no winner")
    if facts.winner and facts.attempt is None and not facts.is_winner_disputed:
        checks.equal("state", run["state"], "complete")
        checks.expect(run["final_answer_chars"] > 0, "the final answer is empty")


def check_totals(checks, folder, summary):
    """Tokens of all runs of the folder add up to MassGen's totals; those count earlier attempts again."""
    newest = None
    for path, folders, names in os.walk(os.path.join(folder, "log")):
        folders.sort()
        if "metrics_summary.json" in names:
            newest = os.path.join(path, "metrics_summary.json")
    if newest:
        with open(newest, encoding="utf-8") as file:
            totals = json.load(file)["totals"]
        for key in ("input_tokens", "output_tokens"):
            checks.equal(key, sum(agent[key] or 0 for run in summary["runs"] for agent in run["agents"]), totals[key])


def check_round_times(checks, app, folder):
    path = os.path.join(folder, "otlp", "traces.otlp.json")
    if not os.path.exists(path):
        return "not sent"
    with open(path, encoding="utf-8") as file:
        sent = round_times.sent(json.load(file))
    recorded = round_times.recorded(run(app, "records", os.path.join(folder, "log"), "--format", "ndjson"))
    matched, worst, wrong = round_times.compare(sent, recorded, TOLERANCE_S)
    checks.passed += matched
    checks.failed += wrong
    return f"{matched} of {len(sent)}, {1000 * worst:.0f} ms"


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    app, samples = sys.argv[1:]
    with open(os.path.join(samples, "README.md"), encoding="utf-8") as file:
        all_facts = sample_facts.read(file.read())
    by_sample = {}
    for facts in all_facts:
        by_sample.setdefault(facts.sample, []).append(facts)
    missing = sorted(name for name in os.listdir(samples)
                     if os.path.isdir(os.path.join(samples, name, "log")) and name not in by_sample)

    passed = failed = 0
    print(f"{'sample':12} {'runs':>4} {'seconds':>8}  {'rounds as sent, worst':24} {'passed':>6} {'failed':>6}")
    for name, rows in sorted(by_sample.items()):
        checks, folder, runs, times, began = Checks(), os.path.join(samples, name), 0, "", time.monotonic()
        try:
            summary = json.loads(run(app, "summary", os.path.join(folder, "log"), "--json"))
            runs = len(summary["runs"])
            checks.equal("number of runs", runs, len(rows))
            for facts in rows:
                found = find_run(summary, facts)
                checks.expect(found is not None, f"attempt {facts.attempt} was not found")
                if found:
                    check_facts(checks, found, facts)
            check_totals(checks, folder, summary)
            times = check_round_times(checks, app, folder)
        except (OSError, RuntimeError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
            checks.failed.append(f"{type(error).__name__}: {error}")
        passed, failed = passed + checks.passed, failed + len(checks.failed)
        print(f"{name:12} {runs:4} {time.monotonic() - began:8.2f}  {times:24} {checks.passed:6} {len(checks.failed):6}")
        for sentence in checks.failed:
            print(f"    {sentence}")
    for name in missing:
        failed += 1
        print(f"{name}: its README row was not found")

    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
