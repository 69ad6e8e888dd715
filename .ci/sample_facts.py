# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the two fact tables of the recorded samples' README into plain values; None = the table does not say."""

import re


class Facts:
    """What a sample's README says about one run unit."""

    def __init__(self, sample, attempt):
        self.sample, self.attempt = sample, attempt  # attempt None: the only one
        self.agents = []
        self.answers = None         # labels in order
        self.answer_count = None    # where only the number is given
        self.votes = None           # (voter, label) in order; the voter may be given by the end of its id
        self.vote_count = None
        self.ignored_votes = 0
        self.winner = None          # "" = there is none
        self.is_winner_disputed = False  # not every file of the run names it
        self.tool_calls = None
        self.cut_tool_calls = 0
        self.tool_errors = None
        self.completed_rounds = None
        self.process_seconds = None


def read(text):
    facts = []
    for table in re.split(r"\n\s*\n", text):
        rows = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                for line in table.splitlines() if line.startswith("|")]
        if len(rows) > 2 and any(cell.startswith("Answers") for cell in rows[0]):
            facts += [_facts(dict(zip(rows[0], row))) for row in rows[2:]]
    return facts


def _facts(row):
    def cell(start):
        return next((value for name, value in row.items() if name.startswith(start)), "")

    name = re.match(r"`([^`]+)`(?: attempt_(\d+))?", cell("Run") or cell("Folder"))
    facts = Facts(name.group(1), int(name.group(2)) if name.group(2) else None)
    facts.agents = _agents(cell("Agents"))
    _answers(facts, cell("Answers"))
    _votes(facts, cell("Votes"))
    winner = cell("Winner").split(" ")[0]
    facts.winner = "" if winner == "none" else winner
    facts.is_winner_disputed = "null" in cell("Winner")
    _tools(facts, cell("Tool calls"))
    if rounds := re.match(r"(\d+)", cell("Completed rounds")):
        facts.completed_rounds = int(rounds.group(1))
    if duration := re.match(r"([\d.]+)", cell("Duration")):
        facts.process_seconds = float(duration.group(1))
    return facts


def _agents(text):
    """`zoe, max, ida`, or `agent_1 … agent_7`."""
    span = re.fullmatch(r"(\w+?)(\d+) … \1(\d+)", text)
    if span:
        return [f"{span.group(1)}{n}" for n in range(int(span.group(2)), int(span.group(3)) + 1)]
    return [agent.strip() for agent in text.split(",")]


def _answers(facts, text):
    """`agent1.1, agent2.1 (max)`, short `agent2.1, 3.1`, or `see …: 3 answers`."""
    if count := re.search(r"(\d+) answers", text):
        facts.answer_count = int(count.group(1))
        return
    facts.answers = [f"agent{number}" for number in re.findall(r"\b(?:agent)?(\d+\.\d+)\b", text)]
    facts.answer_count = len(facts.answers)


def _votes(facts, text):
    """`alpha→agent1.1, gamma→agent1.1 (2)`, short `then 3, 2 →agent6.1`, or `3 in …`."""
    if ignored := re.search(r"\((\d+)(?: ignored)?\)", text):
        facts.ignored_votes = int(ignored.group(1))
    if count := re.match(r"(\d+) in ", text):
        facts.vote_count = int(count.group(1))
        return
    facts.votes = []
    pending = []
    for part in re.sub(r"\([^)]*\)", "", text).split(","):
        voter, arrow, label = part.replace("then", "").strip().partition("→")
        pending.append(voter.strip())
        if arrow:
            facts.votes += [(name, label.strip()) for name in pending]
            pending = []
    facts.vote_count = len(facts.votes)


def _tools(facts, text):
    """`12 (2)`, `1 (0); one more is cut off`, `15`, or `not recorded`."""
    numbers = re.match(r"(\d+)(?: \((\d+)\))?", text)
    if not numbers:
        return
    facts.tool_calls = int(numbers.group(1))
    facts.tool_errors = int(numbers.group(2)) if numbers.group(2) else None
    facts.cut_tool_calls = 1 if "cut off" in text else 0
