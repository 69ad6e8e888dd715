// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/record_steps.h"

#include <algorithm>

namespace mgx {

RowId recordBeside(const TraceSnapshot& snapshot, RowId row, int step)
{
    if (row >= snapshot.rowCount())
        return kNoRow;
    return snapshot.lanes()[snapshot.lane(row)].index.beside(row, snapshot.start(row), step);
}

std::vector<RowId> LinkWalk::linked(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId row, int direction)
{
    std::vector<RowId> rows;
    const auto link = [&](RowId from, RowId to) {
        if (from != kNoRow && to != kNoRow && (direction > 0 ? from : to) == row)
            rows.push_back(direction > 0 ? to : from);
    };
    for (const auto* links : {&marks.votes(), &marks.contexts()}) {
        for (const AnswerLink& each : *links)
            link(marks.marks()[each.answer].row, each.row);
    }
    // A round and what it gave: the answer of its label, the vote that its agent cast while it went on.
    for (RunId run = 0; run < snapshot.runCount(); ++run) {
        const RunFacts& facts = snapshot.runFacts(run);
        for (const RoundFact& round : facts.rounds) {
            for (const AnswerFact& answer : facts.answers) {
                if (!round.answerLabel.empty() && answer.agent == round.agent && answer.label == round.answerLabel)
                    link(round.row, answer.row);
            }
            for (const VoteFact& vote : facts.votes) {
                if (round.outcome == "vote" && vote.agent == round.agent && vote.time >= round.start && vote.time <= round.end)
                    link(round.row, vote.row);
            }
        }
    }
    std::sort(rows.begin(), rows.end(), [&](RowId a, RowId b) {
        return std::pair(snapshot.start(a), a) < std::pair(snapshot.start(b), b);
    });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// From an end back to where the way last forked, and on to the next branch there.
RowId LinkWalk::nextBranch(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId end)
{
    RowId taken = end;
    for (std::size_t i = m_way.size(); i-- > 0; taken = m_way[i]) {
        const auto branches = linked(snapshot, marks, m_way[i], 1);
        const auto here = std::find(branches.begin(), branches.end(), taken);
        if (here == branches.end() || here + 1 == branches.end())
            continue;
        m_way.resize(i + 1);
        return *(here + 1);
    }
    return kNoRow;
}

RowId LinkWalk::step(const TraceSnapshot& snapshot, const MarkIndex& marks, RowId from, int direction)
{
    if (from != m_here)
        m_way.clear(); // another record was selected meanwhile
    RowId to = kNoRow;
    if (direction > 0) {
        if (const auto next = linked(snapshot, marks, from, 1); !next.empty()) {
            m_way.push_back(from);
            to = next.front();
        } else {
            to = nextBranch(snapshot, marks, from);
        }
    } else if (!m_way.empty()) {
        to = m_way.back();
        m_way.pop_back();
    } else if (const auto before = linked(snapshot, marks, from, -1); !before.empty()) {
        to = before.back();
    }
    if (to != kNoRow)
        m_here = to;
    return to;
}

} // namespace mgx
