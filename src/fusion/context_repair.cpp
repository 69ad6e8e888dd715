// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/context_repair.h"

#include "fusion/agent_rounds.h"
#include "fusion/row_attributes.h"
#include "fusion/tool_wrappers.h"

namespace mgx {

namespace {

constexpr TimeNs kSlack = 100'000'000; ///< rounds and their ends are written by different tasks

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

/// What a row's recorded parent is to it.
enum class Parent : std::uint8_t {
    None,        ///< it names none
    Missing,     ///< it names one that is not there
    Session,     ///< coordination.session: right only for what belongs to no round
    OwnRound,    ///< a round of its agent
    OtherRound,  ///< a round of another agent
    OtherAgent,  ///< some other span of another agent
    Other
};

class ContextRepair
{
public:
    explicit ContextRepair(const TraceSnapshot& snapshot) : m_s(snapshot), m_rounds(snapshot), m_wrappers(snapshot) {}

    std::vector<Repair> find()
    {
        for (RowId row = 0; row < m_s.rowCount(); ++row) {
            if (m_s.run(row) != kNoRun && !m_s.agent(row).empty() && !m_s.isSettledPending(row))
                look(row);
        }
        return std::move(m_repairs);
    }

private:
    void look(RowId row)
    {
        const std::string_view name = m_s.name(row);
        if (name == "coordination.session" || startsWith(name, "Coordination event:") || startsWith(name, "Agent restart"))
            return; // these belong to the run as a whole
        if (roundOf(m_s, row)) {
            lookAtRound(row);
            return;
        }
        if (ToolWrappers::isWrapped(name) && lookForWrapper(row))
            return;
        const Parent parent = parentOf(row);
        if (parent != Parent::Other)
            lookForRound(row, parent);
    }

    Parent parentOf(RowId row) const
    {
        const RowId parent = m_s.recordedParent(row);
        if (parent == kNoRow)
            return m_s.parentSpanId(row) == 0 ? Parent::None : Parent::Missing;
        if (m_s.name(parent) == "coordination.session")
            return Parent::Session;
        const bool isOwn = m_s.lane(parent) == m_s.lane(row);
        if (roundOf(m_s, parent))
            return isOwn ? Parent::OwnRound : Parent::OtherRound;
        return isOwn || m_s.agent(parent).empty() || m_s.run(parent) != m_s.run(row) ? Parent::Other : Parent::OtherAgent;
    }

    /// A round hangs below its session. Below another round it does not belong, and the round above it tells the session.
    void lookAtRound(RowId row)
    {
        RowId parent = m_s.recordedParent(row);
        if (parent == kNoRow || m_s.name(parent) == "coordination.session")
            return;
        while (parent != kNoRow && m_s.name(parent) != "coordination.session")
            parent = m_s.recordedParent(parent);
        if (parent != kNoRow)
            add(row, parent, kByAgent, 90);
    }

    bool lookForWrapper(RowId row)
    {
        const RowId parent = m_s.recordedParent(row);
        const bool isIn = parent != kNoRow && ToolWrappers::isWrapper(m_s.name(parent)) && m_s.lane(parent) == m_s.lane(row)
                       && m_s.start(parent) <= m_s.start(row);
        if (isIn)
            return true;
        const RowId wrapper = m_wrappers.around(m_s, row);
        if (wrapper != kNoRow)
            add(row, wrapper, kByAgent | kByTime | kByToolCall, 95);
        return wrapper != kNoRow;
    }

    void lookForRound(RowId row, Parent parent)
    {
        const auto& rounds = m_rounds.ofLane(m_s.lane(row));
        if (rounds.empty())
            return;
        const TimeNs time = m_s.start(row);
        const RowId recorded = m_s.recordedParent(row);
        const bool isInside = parent == Parent::OwnRound && time >= m_s.start(recorded) - kSlack && time <= endOf(recorded) + kSlack;
        const auto number = numberOf(row);
        if (isInside) {
            // Right, unless the number names another round that lies around the row as well.
            const auto own = roundOf(m_s, recorded);
            if (!number || !own || own->number == *number || own->isPresentation)
                return;
            const AgentRound* named = AgentRounds::at(rounds, time, number);
            if (named && named->number == *number && named->row != recorded)
                add(row, named->row, kByAgent | kByTime | kByRound, 90);
            return;
        }
        if (const AgentRound* round = AgentRounds::at(rounds, time, number)) {
            const bool isAgreed = number && round->number == *number;
            const bool isContradicted = number && !isAgreed && !round->isPresentation;
            add(row, round->row, static_cast<std::uint8_t>(kByAgent | kByTime | (isAgreed ? kByRound : 0)),
                isAgreed ? 99 : isContradicted ? 70 : 95);
        } else if (number) {
            if (const AgentRound* nearby = AgentRounds::near(rounds, time, *number))
                add(row, nearby->row, kByAgent | kByRound, 80);
        }
    }

    TimeNs endOf(RowId row) const { return m_s.isOpen(row) ? kMaxTime : m_s.end(row); }

    /// MassGen's round number of a row, as far as it is sent.
    std::optional<int> numberOf(RowId row) const
    {
        const std::string_view attributes = m_s.attributes(row);
        const auto number = jsonInteger(attributes, "massgen.round");
        return number || !startsWith(m_s.name(row), "Tool execution:") ? number : jsonInteger(attributes, "round_number");
    }

    void add(RowId row, RowId parent, int evidence, int confidence)
    {
        if (parent != m_s.recordedParent(row) && parent != row)
            m_repairs.push_back({row, parent, {static_cast<std::uint8_t>(evidence), static_cast<std::uint8_t>(confidence)}});
    }

    const TraceSnapshot& m_s;
    AgentRounds m_rounds;
    ToolWrappers m_wrappers;
    std::vector<Repair> m_repairs;
};

} // namespace

std::vector<Repair> findRepairs(const TraceSnapshot& snapshot)
{
    return snapshot.runCount() == 0 ? std::vector<Repair>() : ContextRepair(snapshot).find();
}

std::size_t repairParents(SnapshotBuilder& builder)
{
    std::size_t count = 0;
    const auto snapshot = builder.publish();
    for (const Repair& repair : findRepairs(*snapshot))
        count += builder.setRepairedParent(repair.row, repair.parent, repair.note);
    return count;
}

Result<Imported> importRepaired(const CatalogItem& item, const ImportHooks& hooks)
{
    ImportHooks repairing = hooks;
    repairing.onComplete = [&hooks](SnapshotBuilder& builder) {
        repairParents(builder);
        if (hooks.onComplete)
            hooks.onComplete(builder);
    };
    return importItem(item, repairing);
}

} // namespace mgx
