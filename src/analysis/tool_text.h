// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/trace_snapshot.h"

#include <optional>
#include <string>

namespace mgx {

/// What a tool was asked and what came back, from whichever of the call's rows says it: a call may be a span `mcp_tool.*` with a span
/// `mcp.*` in it, and count once.
struct ToolText
{
    RowId row = kNoRow; ///< the outer span of the call
    bool hasInput = false;
    std::string input;  ///< JSON or plain text; may be cut by who recorded it
    std::int64_t inputChars = -1; ///< of the uncut input; -1 = unknown
    std::string output;
    std::string error;
    bool isFailed = false;     ///< recorded as failed, or its result says so
    bool isHiddenFailure = false; ///< failed, but recorded as a success
    bool isCutOff = false;     ///< has no end
};

[[nodiscard]] ToolText toolText(const TraceSnapshot& snapshot, const ToolCallFact& call);

/// `mcp__files__read_file`, `mcp.files.read_file` → `read_file`.
[[nodiscard]] std::string_view plainToolName(std::string_view name);

} // namespace mgx
