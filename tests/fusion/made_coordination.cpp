// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/made_coordination.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace mgx {

namespace {

constexpr TimeNs kMs = 1'000'000;

struct Made
{
    std::string name;
    std::string agent;
    std::string attributes;
    int parent = 0; ///< true one; index
    TimeNs start = 0;
    TimeNs end = 0;
    RecordKind kind = RecordKind::Span;
    bool mayBeWrong = false;
};

class Maker
{
public:
    Maker(std::uint32_t seed, double wrongShare) : m_random(seed), m_wrongShare(wrongShare) {}

    MadeCoordination make(int agents, int rounds)
    {
        add({"coordination.session", "", R"({"massgen.task":"t"})", -1, 0, 0});
        for (int agent = 0; agent < agents; ++agent)
            makeAgent("agent_" + std::string(1, static_cast<char>('a' + agent)), rounds);
        for (const Made& made : m_made)
            m_made[0].end = std::max(m_made[0].end, made.end + kMs);
        return write();
    }

private:
    int add(Made made)
    {
        m_made.push_back(std::move(made));
        return static_cast<int>(m_made.size() - 1);
    }
    TimeNs between(TimeNs from, TimeNs to) { return std::uniform_int_distribution<TimeNs>(from, to)(m_random); }
    bool chance(double share) { return std::uniform_real_distribution<double>(0, 1)(m_random) < share; }

    void makeAgent(const std::string& agent, int rounds)
    {
        TimeNs t = between(1, 50) * kMs;
        int number = 0;
        for (int i = 0; i < rounds; ++i) {
            const std::string attributes = R"({"massgen.agent_id":")" + agent + R"(","massgen.round":)" + std::to_string(number) + "}";
            const int round = add({"agent." + agent + ".round_" + std::to_string(number), agent, attributes, 0, t, 0});
            m_rounds.push_back(round);
            t += between(1, 30) * kMs;
            for (TimeNs steps = between(2, 12); steps > 0; --steps)
                t = makeStep(agent, number, round, t) + between(1, 40) * kMs;
            add({"Agent answer: agent1." + std::to_string(i), agent, R"({"agent_id":")" + agent + "\"}", round, t, t, RecordKind::Log, true});
            m_made[std::size_t(round)].end = t + 2 * kMs;
            t += between(1, 400) * kMs;
            number += chance(0.15) ? 0 : 1; // restarted in place: the next round has the same number
        }
    }

    TimeNs makeStep(const std::string& agent, int number, int round, TimeNs t)
    {
        const std::string own = R"({"massgen.agent_id":")" + agent + '"';
        const TimeNs end = t + between(2, 900) * kMs;
        if (chance(0.5)) {
            const int call = add({"llm.chatcompletion.stream", agent, own + "}", round, t, end, RecordKind::Span, true});
            add({"Chat Completion with {request_data[model]!r}", agent, {}, call, t + kMs, end - kMs});
            return end;
        }
        const std::string tool = "tool_" + std::to_string(between(0, 4));
        const std::string numbered = own + R"(,"massgen.round":)" + std::to_string(number) + "}";
        const int wrapper = add({"mcp_tool.mcp__lab__" + tool, agent, numbered, round, t, end, RecordKind::Span, true});
        add({"mcp.lab." + tool, agent, numbered, wrapper, t + kMs / 2, end - kMs / 2, RecordKind::Span, true});
        add({"Tool execution: " + tool, agent, R"({"agent_id":")" + agent + R"(","round_number":)" + std::to_string(number) + "}", round, end, end,
             RecordKind::Log, true});
        return end;
    }

    /// A wrong parent, as an id: 0 = none.
    std::uint64_t wrongParent(const Made& made)
    {
        const int kind = static_cast<int>(between(0, 9));
        if (kind == 0)
            return 0;
        if (kind == 1)
            return 0xDEAD0000 + m_made.size(); // is not there
        if (kind <= 3) {
            const int other = m_rounds[std::size_t(between(0, static_cast<TimeNs>(m_rounds.size()) - 1))];
            if (other != made.parent && (made.kind == RecordKind::Log || other != 0))
                return std::uint64_t(other) + 1;
        }
        return 1;
    }

    MadeCoordination write()
    {
        MadeCoordination out;
        SnapshotBuilder builder;
        const RunId run = builder.addRun();
        const std::uint32_t source = builder.addSource(SourceKind::Otlp, "made");
        std::vector<std::size_t> order(m_made.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        // Exporters send a span when it ends.
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return m_made[a].end < m_made[b].end; });
        std::vector<RowId> rows(m_made.size());
        std::vector<std::size_t> wrong;
        for (const std::size_t i : order) {
            const Made& made = m_made[i];
            RecordDraft d;
            d.trace = {1, 1};
            d.spanId = i + 1;
            d.parentSpanId = std::uint64_t(made.parent + 1);
            if (made.mayBeWrong && chance(m_wrongShare)) {
                const std::uint64_t parent = wrongParent(made);
                if (parent != d.parentSpanId) {
                    d.parentSpanId = parent;
                    wrong.push_back(i);
                }
            }
            d.run = run;
            d.kind = made.kind;
            d.start = made.start;
            d.end = made.end;
            d.name = made.name;
            d.agent = made.agent;
            d.attributes = made.attributes;
            d.source = source;
            rows[i] = builder.append(d);
        }
        for (const std::size_t i : wrong)
            out.trueParents[rows[i]] = rows[std::size_t(m_made[i].parent)];
        out.snapshot = builder.publish();
        return out;
    }

    std::mt19937 m_random;
    double m_wrongShare;
    std::vector<Made> m_made;
    std::vector<int> m_rounds;
};

} // namespace

MadeCoordination makeCoordination(std::uint32_t seed, int agents, int rounds, double wrongShare)
{
    return Maker(seed, wrongShare).make(agents, rounds);
}

} // namespace mgx
