// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/tool_wrappers.h"

#include <algorithm>

namespace mgx {

namespace {

bool startsWith(std::string_view text, std::string_view prefix)
{
    return text.substr(0, prefix.size()) == prefix;
}

/// The last part of `mcp_tool.mcp__server__tool`, `mcp.server.tool`, `custom_tool.tool`, `tool.custom.tool`.
std::string_view toolIn(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    std::string_view tool = dot == std::string_view::npos ? name : name.substr(dot + 1);
    if (startsWith(tool, "mcp__")) {
        const std::size_t server = tool.find("__", 5);
        if (server != std::string_view::npos)
            tool.remove_prefix(server + 2);
    }
    return tool;
}

} // namespace

bool ToolWrappers::isWrapper(std::string_view name)
{
    return startsWith(name, "mcp_tool.") || startsWith(name, "custom_tool.");
}

bool ToolWrappers::isWrapped(std::string_view name)
{
    return startsWith(name, "mcp.") || startsWith(name, "tool.custom.");
}

ToolWrappers::ToolWrappers(const TraceSnapshot& s)
{
    for (RowId row = 0; row < s.rowCount(); ++row) {
        if (s.run(row) == kNoRun || !isWrapper(s.name(row)) || s.isSettledPending(row) || s.kind(row) == RecordKind::Log)
            continue;
        m_wrappers[s.lane(row)].push_back({row, s.start(row), s.end(row), 0});
    }
    for (auto& [lane, wrappers] : m_wrappers) {
        std::sort(wrappers.begin(), wrappers.end(), [](const Wrapper& a, const Wrapper& b) {
            return a.start != b.start ? a.start < b.start : a.row < b.row;
        });
        TimeNs latest = wrappers.front().end;
        for (Wrapper& wrapper : wrappers)
            wrapper.endBefore = latest = std::max(latest, wrapper.end);
    }
}

RowId ToolWrappers::around(const TraceSnapshot& s, RowId row) const
{
    const auto found = m_wrappers.find(s.lane(row));
    if (found == m_wrappers.end())
        return kNoRow;
    const auto& wrappers = found->second;
    const std::string_view tool = toolIn(s.name(row));
    RowId best = kNoRow;
    TimeNs tightest = 0;
    bool isTie = false;
    auto after = std::upper_bound(wrappers.begin(), wrappers.end(), s.start(row), [](TimeNs t, const Wrapper& w) { return t < w.start; });
    while (after != wrappers.begin()) {
        --after;
        if (after->endBefore < s.end(row))
            break;
        if (after->end < s.end(row) || toolIn(s.name(after->row)) != tool)
            continue;
        const TimeNs slack = (after->end - after->start) - s.duration(row);
        isTie = best != kNoRow && slack == tightest;
        if (best != kNoRow && slack >= tightest)
            continue;
        best = after->row;
        tightest = slack;
    }
    return isTie ? kNoRow : best;
}

} // namespace mgx
