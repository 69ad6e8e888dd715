// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/tool_row.h"

#include "base/text.h"

namespace mgx {

namespace {

constexpr std::size_t kPreview = 500;

struct ToolName
{
    std::string record; ///< name of the record
    std::string server;
    std::string tool;
};

/// "mcp__{server}__{tool}": the server's name can hold single underscores.
ToolName nameOf(const RunTool& tool)
{
    constexpr std::string_view kMcp = "mcp__";
    constexpr std::string_view kCustom = "custom_tool__";
    const std::string_view name = tool.name;
    if (name.starts_with(kMcp)) {
        const std::size_t split = name.find("__", kMcp.size());
        if (split != std::string_view::npos) {
            const std::string server(name.substr(kMcp.size(), split - kMcp.size()));
            const std::string last(name.substr(split + 2));
            return {"mcp." + server + '.' + last, server, last};
        }
    }
    if (name.starts_with(kCustom))
        return {"custom_tool." + std::string(name.substr(kCustom.size())), {}, {}};
    return {(tool.type == "custom" ? "custom_tool." : "tool.") + tool.name, {}, {}};
}

} // namespace

EmittedRecord rowOfTool(const RunTool& tool, const RunRound* round)
{
    const ToolName name = nameOf(tool);
    EmittedRecord row;
    row.name = name.record;
    row.agent = tool.agent;
    row.start = tool.start;
    row.end = tool.end;
    row.quality = tool.quality;
    row.level = tool.success == false ? level::kError : level::kInfo;
    row.error = tool.success == false ? tool.error : std::string();
    row.file = tool.file;
    row.pointer = tool.pointer;
    row.line = tool.line;
    row.attributes.add("tool.name", tool.name).add("tool.type", tool.type);
    row.attributes.addKnown("mcp.server", name.server).addKnown("mcp.tool", name.tool);
    row.attributes.addKnown("massgen.agent_id", tool.agent);
    const int number = tool.roundNumber >= 0 ? tool.roundNumber : round ? round->number : -1;
    if (number >= 0)
        row.attributes.add("massgen.round", number);
    if (round)
        row.attributes.addKnown("massgen.round_type", round->type);
    row.attributes.addKnown("tool.call_id", tool.callId);
    row.attributes.addKnown("tool.input_preview", firstCodePoints(tool.arguments, kPreview));
    if (tool.inputChars >= 0)
        row.attributes.add("tool.input_chars", tool.inputChars);
    if (tool.success)
        row.attributes.add("tool.success", *tool.success);
    if (tool.end != kNoTime)
        row.attributes.add("tool.execution_time_ms", static_cast<double>(tool.end - tool.start) / 1e6);
    row.attributes.addKnown("tool.output_preview", firstCodePoints(tool.result, kPreview));
    if (tool.outputChars >= 0)
        row.attributes.add("tool.output_chars", tool.outputChars);
    row.attributes.addKnown("tool.error", tool.error).addKnown("tool.status", tool.status).addKnown("tool.async_id", tool.asyncId);
    row.attributes.addKnown("tool.payload_source", tool.payloadFile);
    row.attributes.addJson("tool.input", tool.arguments);
    if (tool.hasResult)
        row.attributes.add("tool.output", tool.result);
    return row;
}

} // namespace mgx
