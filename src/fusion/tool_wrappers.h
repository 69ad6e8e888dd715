// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <unordered_map>
#include <vector>

namespace mgx {

/// The spans that MassGen puts around tool calls (`mcp_tool.X`, `custom_tool.X`), by agent. One pass over the rows.
class ToolWrappers
{
public:
    explicit ToolWrappers(const TraceSnapshot& snapshot);

    /// The wrapper that a tool span (`mcp.S.T`, `tool.custom.T`) belongs into: the same agent, the same tool, around it in time. Of
    /// equal ones the tightest; kNoRow if there is none, or if two are as tight.
    [[nodiscard]] RowId around(const TraceSnapshot& snapshot, RowId row) const;

    [[nodiscard]] static bool isWrapper(std::string_view name);
    [[nodiscard]] static bool isWrapped(std::string_view name);

private:
    struct Wrapper
    {
        RowId row;
        TimeNs start;
        TimeNs end;
        TimeNs endBefore; ///< the latest end of this and all earlier ones
    };
    std::unordered_map<LaneId, std::vector<Wrapper>> m_wrappers;
};

} // namespace mgx
