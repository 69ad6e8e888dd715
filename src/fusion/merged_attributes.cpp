// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/merged_attributes.h"

#include "base/json_text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace mgx {

namespace {

using Members = std::vector<std::pair<std::string_view, std::string_view>>; ///< names as written, values as JSON

std::size_t endOfText(std::string_view json, std::size_t at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\';
    return at + 1;
}

std::size_t endOfValue(std::string_view json, std::size_t at)
{
    if (json[at] == '"')
        return endOfText(json, at);
    int depth = 0;
    for (; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '"') {
            at = endOfText(json, at) - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0)
                return at;
            --depth;
        } else if (c == ',' && depth == 0) {
            return at;
        }
    }
    return json.size();
}

/// The members of a compact JSON object, which is known to be well-formed.
Members membersOf(std::string_view json)
{
    Members members;
    if (json.size() < 2 || json.front() != '{')
        return members;
    for (std::size_t at = 1; at < json.size() && json[at] == '"';) {
        const std::size_t nameEnd = endOfText(json, at);
        const std::size_t valueEnd = std::min(endOfValue(json, nameEnd + 1), json.size());
        members.emplace_back(json.substr(at + 1, nameEnd - at - 2), json.substr(nameEnd + 1, valueEnd - nameEnd - 1));
        at = valueEnd + 1;
    }
    return members;
}

/// What the files know better: sent votes may have been ignored, sent labels are stale, sent previews are cut and scrubbed.
bool isBetterInFiles(std::string_view name)
{
    constexpr std::array<std::string_view, 9> kNames = {"massgen.outcome", "massgen.context_labels", "massgen.error_message", "tool.success",
                                                        "tool.error", "tool.input_preview", "tool.output_preview", "massgen.task", "answer_labels"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class Writer
{
public:
    void add(std::string_view prefix, std::string_view name, std::string_view json)
    {
        m_out += m_out.empty() ? "{\"" : ",\"";
        m_out += prefix;
        m_out += name; // as written, so escaped already
        m_out += "\":";
        m_out += json;
    }
    [[nodiscard]] std::string finish() { return m_out.empty() ? std::string() : m_out + '}'; }

private:
    std::string m_out;
};

} // namespace

std::string mergedAttributes(std::string_view sent, std::string_view files, std::string_view filesRef)
{
    const Members theirs = membersOf(files);
    const auto find = [](const Members& members, std::string_view name) {
        return std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == name; });
    };
    Writer out;
    Writer others;
    std::string fromFiles;
    const auto noteFiles = [&](std::string_view name) { ((fromFiles += fromFiles.empty() ? "[\"" : ",\"") += name) += '"'; };
    const Members ours = membersOf(sent);
    for (const auto& [name, value] : ours) {
        const auto other = find(theirs, name);
        const bool differs = other != theirs.end() && other->second != value;
        const bool takesFiles = differs && isBetterInFiles(name);
        out.add({}, name, takesFiles ? other->second : value);
        if (takesFiles)
            noteFiles(name);
        if (differs)
            others.add(takesFiles ? "fusion.sent." : "fusion.files.", name, takesFiles ? value : other->second);
    }
    for (const auto& [name, value] : theirs) {
        if (find(ours, name) != ours.end())
            continue;
        out.add({}, name, value);
        noteFiles(name);
    }
    const std::string different = others.finish();
    for (const auto& [name, value] : membersOf(different))
        out.add({}, name, value);
    if (!fromFiles.empty())
        out.add({}, "fusion.from_files", fromFiles + ']');
    std::string ref;
    appendJsonText(ref, filesRef);
    out.add({}, "fusion.files_ref", ref);
    return out.finish();
}

} // namespace mgx
