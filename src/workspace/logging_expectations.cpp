// SPDX-License-Identifier: GPL-3.0-or-later
// What MassGen 0.1.97 sends with --logfire: massgen/structured_logging.py and the modules named here.
#include "workspace/logging_check.h"

namespace mgx {

namespace {

constexpr std::string_view kSession = R"(from massgen.structured_logging import get_tracer

with get_tracer().span("coordination.session", attributes={
    "massgen.task": question[:500],
    "massgen.num_agents": len(agents),
    "massgen.agent_ids": ",".join(agents),
    "massgen.log_path": str(log_dir),   # joins the trace to its files
}):
    await coordinate())";

constexpr std::string_view kRound = R"(with get_tracer().span(f"agent.{agent_id}.round_{n}", attributes={
    "massgen.agent_id": agent_id,
    "massgen.round": n,
    "massgen.round_type": "initial_answer",   # or "voting"
    "massgen.backend": backend.get_provider_name(),
}) as span:
    outcome = await run_round()
    span.set_attribute("massgen.outcome", outcome)   # "answer", "vote" or "error"
    span.set_attribute("massgen.usage.cost", usage.estimated_cost))";

constexpr std::string_view kPresentation = R"(with get_tracer().span(f"agent.{agent_id}.presentation", attributes={
    "massgen.agent_id": agent_id,
    "massgen.round_type": "presentation",
    "massgen.is_winner": True,
    "massgen.vote_count": votes,
}):
    await present())";

constexpr std::string_view kModelCall = R"(with get_tracer().span(f"llm.{provider}.stream", attributes={
    "massgen.agent_id": agent_id,
    "gen_ai.system": provider,
    "gen_ai.request.model": model,
}):
    async for chunk in stream:   # keep the span open until the stream ends
        yield chunk)";

constexpr std::string_view kTool = R"(with get_tracer().span(f"mcp.{server}.{tool}", attributes={
    "tool.name": f"mcp__{server}__{tool}",
    "mcp.server": server,
    "mcp.tool": tool,
    "massgen.agent_id": agent_id,
    "massgen.round": n,
    "tool.input_preview": json.dumps(arguments)[:500],
}) as span:
    result = await session.call_tool(tool, arguments)
    span.set_attribute("tool.success", not result.isError))";

constexpr std::string_view kToolWrapper = R"(import contextvars

# The work of an agent runs in a task of its own: give it the context of the round, or its spans hang below the session.
context = contextvars.copy_context()
task = asyncio.create_task(run_tool(call), context=context))";

constexpr std::string_view kLog = R"(get_tracer().info(f"{what}", event_type=event, agent_id=agent_id, round=n))";

} // namespace

const std::vector<ExpectedRecord>& expectedRecords()
{
    static const std::vector<ExpectedRecord> records = {
        {"coordination.session", "The root of a run: everything else hangs below it.", "coordination_tracker.py",
         {"massgen.task", "massgen.num_agents", "massgen.agent_ids", "massgen.log_path"}, true, kSession},
        {"agent.{id}.round_{n}", "One round of one agent: an answer, a vote or an error.", "orchestrator.py",
         {"massgen.agent_id", "massgen.round", "massgen.round_type", "massgen.outcome"}, true, kRound},
        {"agent.{id}.presentation", "The winner presents the final answer.", "orchestrator.py", {"massgen.agent_id", "massgen.is_winner"}, true, kPresentation},
        {"llm.{provider}.{operation}", "A request to a language model.", "backends", {"massgen.agent_id", "gen_ai.request.model"}, true, kModelCall},
        {"mcp_tool.{tool}", "A tool call as the agent made it, with its preparation.", "base_with_custom_tool_and_mcp.py",
         {"tool.name", "massgen.agent_id", "massgen.round"}, false, kToolWrapper},
        {"mcp.{server}.{tool}", "The call of a tool on its server.", "mcp_tools/client.py",
         {"tool.name", "mcp.server", "massgen.agent_id", "massgen.round"}, false, kTool},
        {"custom_tool.{tool}", "A tool that is written in Python.", "base_with_custom_tool_and_mcp.py", {"tool.name", "massgen.agent_id"}, false, kToolWrapper},
        {"Tool execution: {tool}", "How a tool call went, as a log.", "base_with_custom_tool_and_mcp.py", {"agent_id", "tool_name", "success"}, false, kLog},
        {"Agent round context: {agent} round_{n}", "What an agent saw when its round began.", "orchestrator.py", {"agent_id", "round_number"}, false, kLog},
        {"Agent answer: {label}", "An agent gave an answer.", "coordination_tracker.py", {"agent_id", "answer_label"}, true, kLog},
        {"Agent vote: {from} -> {to}", "An agent voted for an answer.", "coordination_tracker.py", {"agent_id", "voted_for_label"}, false, kLog},
        {"Agent restart: …", "A new answer made an agent begin again.", "coordination_tracker.py", {"agent_id"}, false, kLog},
        {"Coordination event: {event}", "Beginning, winner and other turns of the coordination.", "coordination_tracker.py", {"event_type"}, false, kLog},
        {"Winner selected: {label}", "Who won, and with how many votes.", "coordination_tracker.py", {"winner_agent_id"}, false, kLog},
        {"Final answer from {agent}", "The answer that the run ends with.", "coordination_tracker.py", {"agent_id"}, false, kLog},
    };
    return records;
}

int expectedRecordOf(std::string_view name)
{
    static constexpr std::string_view kPrefixes[] = {
        "coordination.session", "", "", "llm.", "mcp_tool.", "mcp.", "custom_tool.", "Tool execution: ", "Agent round context: ",
        "Agent answer: ", "Agent vote: ", "Agent restart", "Coordination event: ", "Winner selected: ", "Final answer from ",
    };
    if (name.starts_with("agent."))
        return name.find(".round_") != std::string_view::npos ? 1 : name.ends_with(".presentation") ? 2 : -1;
    for (int i = 0; i < static_cast<int>(std::size(kPrefixes)); ++i) {
        if (!kPrefixes[i].empty() && name.starts_with(kPrefixes[i]))
            return i;
    }
    return -1;
}

} // namespace mgx
