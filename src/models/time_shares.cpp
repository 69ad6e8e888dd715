// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/time_shares.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

enum Kind { Tool, Model, Other, kKindCount };

bool startsWith(std::string_view text, std::string_view head)
{
    return text.substr(0, head.size()) == head;
}

/// By the names that MassGen gives its spans.
Kind kindOf(std::string_view name)
{
    for (const std::string_view head : {"mcp.", "mcp_tool.", "custom_tool.", "tool.", "Tool execution"}) {
        if (startsWith(name, head))
            return Tool;
    }
    for (const std::string_view head : {"llm.", "Chat Completion", "chat ", "gen_ai"}) {
        if (startsWith(name, head))
            return Model;
    }
    return Other;
}

} // namespace

TimeShares timeShares(const TraceSnapshot& snapshot, RowId row)
{
    struct Edge
    {
        TimeNs time;
        int change;
        Kind kind;
    };
    std::vector<Edge> edges;
    const TimeNs from = snapshot.start(row);
    const TimeNs to = snapshot.end(row);
    for (const RowId child : snapshot.children(row)) {
        if (snapshot.kind(child) != RecordKind::Span)
            continue;
        const TimeNs start = std::clamp(snapshot.start(child), from, to);
        const TimeNs end = std::clamp(snapshot.end(child), start, to);
        const Kind kind = kindOf(snapshot.name(child));
        edges.push_back({start, 1, kind});
        edges.push_back({end, -1, kind});
    }
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.time < b.time; });
    std::array<int, kKindCount> busy{};
    std::array<TimeNs, kKindCount> sums{};
    TimeNs before = from;
    TimeNs covered = 0;
    for (const Edge& edge : edges) {
        const auto first = std::find_if(busy.begin(), busy.end(), [](int n) { return n > 0; });
        if (first != busy.end()) {
            sums[static_cast<std::size_t>(first - busy.begin())] += edge.time - before;
            covered += edge.time - before;
        }
        before = edge.time;
        busy[edge.kind] += edge.change;
    }
    return {sums[Tool], sums[Model], sums[Other], to - from - covered};
}

} // namespace mgx
