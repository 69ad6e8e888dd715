// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/tool_text.h"

#include "analysis/json_value.h"
#include "analysis/plain_text.h"

namespace mgx {

namespace {

constexpr std::string_view kWrapper = "mcp_tool.";

void take(std::string& field, const Json& attributes, std::initializer_list<const char*> keys)
{
    for (const char* key : keys) {
        if (field.empty())
            field = memberText(attributes, key);
    }
}

void read(const TraceSnapshot& snapshot, RowId row, ToolText& text, std::optional<bool>& success)
{
    const Json attributes = parsedJson(snapshot.attributes(row));
    if (!attributes.is_object())
        return;
    for (const char* key : {"tool.input", "tool.input_preview", "arguments_preview"})
        text.hasInput = text.hasInput || attributes.contains(key);
    take(text.input, attributes, {"tool.input", "tool.input_preview", "arguments_preview"});
    take(text.output, attributes, {"tool.output", "tool.output_preview", "output_preview"});
    take(text.error, attributes, {"tool.error", "error_message", "massgen.error_message"});
    if (const auto chars = attributes.find("tool.input_chars"); chars != attributes.end() && chars->is_number_integer())
        text.inputChars = chars->get<std::int64_t>();
    if (const auto told = attributes.find("tool.success"); told != attributes.end() && told->is_boolean())
        success = success.value_or(true) && told->get<bool>();
}

} // namespace

ToolText toolText(const TraceSnapshot& snapshot, const ToolCallFact& call)
{
    ToolText text;
    text.row = call.row;
    text.error = call.error;
    std::optional<bool> success = call.success;
    if (call.row < snapshot.rowCount()) {
        read(snapshot, call.row, text, success);
        bool isError = snapshot.isError(call.row);
        const RowId parent = snapshot.parent(call.row);
        if (parent != kNoRow && snapshot.name(parent).substr(0, kWrapper.size()) == kWrapper) {
            text.row = parent;
            read(snapshot, parent, text, success);
            isError = isError || snapshot.isError(parent);
        }
        if (isError)
            success = false;
        text.isCutOff = !success && snapshot.isOpen(call.row);
        if (isError && text.error.empty())
            text.error = memberText(parsedJson(snapshot.rest(call.row)), "exception_message");
    }
    text.isHiddenFailure = success.value_or(false) && looksLikeFailure(text.output);
    text.isFailed = success == false || text.isHiddenFailure;
    return text;
}

std::string_view plainToolName(std::string_view name)
{
    const std::size_t bars = name.rfind("__");
    if (bars != std::string_view::npos && bars + 2 < name.size())
        return name.substr(bars + 2);
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && dot + 1 < name.size() ? name.substr(dot + 1) : name;
}

} // namespace mgx
