// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "logfire/time_range.h"

#include <string>
#include <string_view>

namespace mgx {

/// Where a project lives in the browser.
struct ProjectPlace
{
    std::string baseUrl;
    std::string organization;
    std::string project;
};

/// {base}/{organization}/{project}?q=trace_id='…'. A span: the same with its traceId and spanId.
[[nodiscard]] std::string traceLink(const ProjectPlace& place, std::string_view traceId, std::string_view spanId = {});
/// The Live View with a condition and a range.
[[nodiscard]] std::string liveLink(const ProjectPlace& place, std::string_view condition, const TimeRange& range);

/// What a link of Logfire's pages points at. Members that it does not tell of are empty.
struct ParsedLink
{
    ProjectPlace place;
    std::string traceId;
    std::string spanId;
    std::string condition; ///< the `q`, unless it is just the trace
    TimeRange range;
    bool hasRange = false;
};

/// Reads a link as above, and those that people copy from the browser. Fails on what is none.
[[nodiscard]] Result<ParsedLink> parseLink(std::string_view text);

} // namespace mgx
