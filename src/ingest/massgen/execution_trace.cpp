// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/execution_trace.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mgx {

namespace {

/// Takes the next line off a text, with its line end.
std::string_view takeLine(std::string_view& text)
{
    const std::string_view line = text.substr(0, std::min(text.size(), text.find('\n')));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

/// The text between the first and the last fence of a section.
std::string unfenced(std::string_view section)
{
    constexpr std::string_view kFence = "```";
    const std::size_t open = section.find(kFence);
    const std::size_t close = section.rfind(kFence);
    if (open == std::string_view::npos || close <= open)
        return std::string(trimmed(section));
    const std::size_t begin = section.find('\n', open);
    if (begin == std::string_view::npos || begin >= close)
        return {};
    std::string_view body = section.substr(begin + 1, close - begin - 1);
    if (body.ends_with('\n'))
        body.remove_suffix(1);
    return std::string(body);
}

/// JSON on one line, as MassGen counts it in `input_chars`.
std::string compact(const std::string& json)
{
    JsonDocument document;
    return document.parse(json).isUsable ? document.root().json() : std::string();
}

/// Length with the blanks that Python writes after ':' and ','.
std::int64_t pythonLength(std::string_view json)
{
    std::int64_t length = 0;
    bool isInText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        length += (static_cast<unsigned char>(c) & 0xC0) == 0x80 ? 0 : 1; // characters, not bytes
        if (isInText && c == '\\')
            ++i, ++length;
        else if (c == '"')
            isInText = !isInText;
        else if (!isInText && (c == ':' || c == ','))
            ++length;
    }
    return length;
}

/// What is left of the trace of one round.
class Supply
{
public:
    explicit Supply(ExecutionTrace trace) : m_trace(std::move(trace)) {}

    std::string takeCall(const RunTool& tool)
    {
        auto found = find(m_trace.calls, tool.name, [&tool](const std::string& json) { return pythonLength(json) == tool.inputChars; });
        if (found == m_trace.calls.end())
            found = find(m_trace.calls, tool.name, [](const std::string&) { return true; });
        return take(m_trace.calls, found).value_or("");
    }

    std::optional<std::string> takeResult(const RunTool& tool)
    {
        return take(m_trace.results, find(m_trace.results, tool.name, [](const std::string&) { return true; }));
    }

private:
    using Entries = std::vector<ExecutionTrace::Entry>;

    template <class Fits>
    static Entries::iterator find(Entries& entries, const std::string& tool, Fits&& fits)
    {
        return std::find_if(entries.begin(), entries.end(),
                            [&](const auto& entry) { return entry.tool == tool && fits(entry.text); });
    }

    static std::optional<std::string> take(Entries& entries, Entries::iterator at)
    {
        if (at == entries.end())
            return std::nullopt;
        std::string text = std::move(at->text);
        entries.erase(at);
        return text;
    }

    ExecutionTrace m_trace;
};

/// The folder of the answer or vote with which a round ended.
std::string folderOf(const RunModel& model, RunDocuments& documents, int round)
{
    for (const AnswerFile& answer : documents.folders().answers) {
        if (roundAt(model.rounds, answer.agent, model.head.clock.toUtc(answer.localTime)) == round)
            return answer.path.substr(0, answer.path.rfind('/'));
    }
    for (const VoteFile& vote : documents.folders().votes) {
        if (roundAt(model.rounds, vote.voter, model.head.clock.toUtc(vote.localTime)) == round)
            return vote.path.substr(0, vote.path.rfind('/'));
    }
    return {};
}

void takePayload(RunTool& tool, Supply& supply, const std::string& file)
{
    tool.arguments = supply.takeCall(tool);
    if (auto result = supply.takeResult(tool)) {
        tool.result = std::move(*result);
        tool.hasResult = true;
    }
    if (!tool.arguments.empty() || tool.hasResult)
        tool.payloadFile = file;
}

} // namespace

ExecutionTrace parseExecutionTrace(std::string_view markdown)
{
    static constexpr std::array<std::string_view, 3> kHeads{"### Tool Call: ", "### Tool Result: ", "### Tool Error: "};
    ExecutionTrace trace;
    while (!markdown.empty()) {
        const std::string_view head = takeLine(markdown);
        const auto kind = std::find_if(kHeads.begin(), kHeads.end(), [head](std::string_view known) { return head.starts_with(known); });
        if (kind == kHeads.end())
            continue;
        std::size_t end = 0;
        for (std::string_view rest = markdown; !rest.empty(); end = markdown.size() - rest.size()) {
            const std::string_view line = takeLine(rest);
            if (line.starts_with("### ") || line == "---" || line.starts_with("## "))
                break;
        }
        const std::string body = unfenced(markdown.substr(0, end));
        const std::string tool(trimmed(head.substr(kind->size())));
        if (kind == kHeads.begin())
            trace.calls.push_back({tool, compact(body)});
        else
            trace.results.push_back({tool, body});
        markdown.remove_prefix(end);
    }
    return trace;
}

void takeTracedPayloads(RunModel& model, RunDocuments& documents)
{
    for (int round = 0; round < static_cast<int>(model.rounds.size()); ++round) {
        std::vector<RunTool*> tools;
        for (RunTool& tool : model.tools) {
            if (tool.round == round && tool.arguments.empty() && !tool.hasResult)
                tools.push_back(&tool);
        }
        const std::string folder = tools.empty() ? std::string() : folderOf(model, documents, round);
        const std::string file = folder + "/execution_trace.md";
        const std::optional<std::string> text = folder.empty() ? std::nullopt : documents.files().readText(file);
        if (!text)
            continue;
        Supply supply(parseExecutionTrace(*text));
        for (RunTool* tool : tools)
            takePayload(*tool, supply, file);
    }
}

} // namespace mgx
