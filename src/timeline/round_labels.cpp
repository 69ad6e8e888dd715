// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/round_labels.h"

#include "workspace/format.h"

namespace mgx {

namespace {

/// The lane says whose round it is: "agent.planner.round_1" is "round_1" in it.
QString nameInLane(const TraceSnapshot& snapshot, const RoundFact& round, const AgentFact& agent)
{
    const QString head = QStringLiteral("agent.%1.").arg(toQString(agent.id));
    const QString name = toQString(snapshot.name(round.row));
    return name.startsWith(head) ? name.mid(head.size()) : name;
}

} // namespace

RoundLabels roundLabels(const TraceSnapshot& snapshot)
{
    RoundLabels labels;
    for (RunId run = 0; run < snapshot.runCount(); ++run) {
        const RunFacts& facts = snapshot.runFacts(run);
        for (const RoundFact& round : facts.rounds) {
            if (round.row == kNoRow || round.agent < 0 || round.agent >= static_cast<int>(facts.agents.size()))
                continue;
            const QString name = nameInLane(snapshot, round, facts.agents[static_cast<std::size_t>(round.agent)]);
            const QString outcome = toQString(round.outcome.empty() ? round.type : round.outcome);
            const QString label = toQString(round.answerLabel.empty() ? round.votedForLabel : round.answerLabel);
            QStringList& texts = labels[round.row];
            texts = {name};
            if (!outcome.isEmpty() && outcome != name)
                texts.prepend(name + QStringLiteral(" · ") + outcome);
            if (!label.isEmpty())
                texts.prepend(texts.first() + QLatin1Char(' ') + label);
            if (name == QStringLiteral("round_%1").arg(round.number))
                texts.append(QStringLiteral("r%1").arg(round.number));
        }
    }
    return labels;
}

} // namespace mgx
