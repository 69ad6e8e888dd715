// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/logging_check.h"

#include <algorithm>
#include <array>

namespace mgx {

namespace {

/// Attributes that MassGen cuts, and where.
struct Cut
{
    std::string_view key;
    std::size_t length;
};
constexpr std::array<Cut, 7> kCuts = {{{"massgen.task", 500}, {"tool.input_preview", 500}, {"tool.output_preview", 500}, {"answer_preview", 200},
                                       {"arguments_preview", 200}, {"output_preview", 200}, {"reason", 500}}};

bool hasKey(std::string_view json, std::string_view key)
{
    const std::string wanted = "\"" + std::string(key) + "\":";
    const std::size_t at = json.find(wanted);
    return at != std::string_view::npos && !json.substr(at + wanted.size()).starts_with("null");
}

/// Length in characters of a text value of compact JSON; 0 if there is none.
std::size_t textLength(std::string_view json, std::string_view key)
{
    const std::string wanted = "\"" + std::string(key) + "\":\"";
    std::size_t at = json.find(wanted);
    if (at == std::string_view::npos)
        return 0;
    std::size_t length = 0;
    for (at += wanted.size(); at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\')
            at += at + 1 < json.size() && json[at + 1] == 'u' ? 5 : 1;
        length += at >= json.size() || (static_cast<unsigned char>(json[at]) & 0xC0) != 0x80 ? 1 : 0;
    }
    return length;
}

bool isCut(std::string_view attributes)
{
    if (attributes.find("[Scrubbed due to") != std::string_view::npos || hasKey(attributes, "logfire.truncated"))
        return true;
    return std::any_of(kCuts.begin(), kCuts.end(), [&](const Cut& cut) { return textLength(attributes, cut.key) >= cut.length; });
}

void look(const TraceSnapshot& snapshot, RowId row, const ExpectedRecord& expected, LoggingFinding& finding)
{
    const std::string_view attributes = snapshot.attributes(row);
    const bool hadWrong = finding.count > 0 && !finding.isGood();
    bool isWrong = false;
    for (const std::string_view key : expected.attributes) {
        if (hasKey(attributes, key))
            continue;
        isWrong = true;
        const auto known = std::find_if(finding.missing.begin(), finding.missing.end(), [&](const auto& m) { return m.first == key; });
        if (known == finding.missing.end())
            finding.missing.emplace_back(std::string(key), 1);
        else
            ++known->second;
    }
    const bool isMisNested = snapshot.repair(row) != nullptr;
    const bool isShort = isCut(attributes);
    finding.misNested += isMisNested ? 1 : 0;
    finding.truncated += isShort ? 1 : 0;
    if (finding.count++ == 0 || ((isWrong || isMisNested || isShort) && !hadWrong))
        finding.example = row;
}

} // namespace

std::vector<LoggingFinding> checkLogging(const TraceSnapshot& snapshot, const CancelToken& cancel)
{
    std::vector<LoggingFinding> findings(expectedRecords().size());
    for (std::size_t i = 0; i < findings.size(); ++i)
        findings[i].expected = i;
    for (RowId row = 0; row < snapshot.rowCount(); ++row) {
        if ((row & 0xFFF) == 0 && cancel.isCancelled())
            break;
        const int type = snapshot.isHidden(row) ? -1 : expectedRecordOf(snapshot.name(row));
        if (type >= 0)
            look(snapshot, row, expectedRecords()[static_cast<std::size_t>(type)], findings[static_cast<std::size_t>(type)]);
    }
    return findings;
}

} // namespace mgx
