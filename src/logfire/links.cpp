// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/links.h"

#include "base/text.h"
#include "net/url.h"

#include <algorithm>
#include <charconv>
#include <regex>

namespace mgx {

namespace {

bool isHex(std::string_view text, std::size_t length)
{
    return text.size() == length &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string pageOf(const ProjectPlace& place)
{
    return place.baseUrl + "/" + percentEncoded(place.organization) + "/" + percentEncoded(place.project);
}

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return text;
}

/// The id that `name = '…'` compares with; empty if the condition does not.
std::string comparedId(const std::string& condition, const char* name, std::size_t length)
{
    std::smatch match;
    const std::regex pattern(std::string("\\b") + name + "\\s*=\\s*'([0-9a-fA-F]+)'", std::regex::icase);
    if (condition.size() > 4000 || !std::regex_search(condition, match, pattern))
        return {};
    const std::string id = lower(match[1]);
    return isHex(id, length) ? id : std::string();
}

/// "5m", "1h", "14d", or milliseconds.
std::int64_t secondsOf(std::string_view text)
{
    std::int64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end.ec != std::errc() || number <= 0 || number > 100'000'000'000)
        return 0;
    const std::string_view unit = text.substr(static_cast<std::size_t>(end.ptr - text.data()));
    if (unit.empty())
        return number / 1000;
    return unit == "s" ? number : unit == "m" ? number * 60 : unit == "h" ? number * 3600 : unit == "d" ? number * 86400 : 0;
}

void takeRange(std::string_view query, ParsedLink& link)
{
    if (const std::int64_t seconds = secondsOf(queryValue(query, "last")); seconds > 0) {
        link.range.lastSeconds = seconds;
        link.hasRange = true;
    }
    const auto since = parseIsoTime(queryValue(query, "since"));
    const auto until = parseIsoTime(queryValue(query, "until"));
    if (since) {
        link.range.from = since->ns;
        link.hasRange = true;
    }
    if (until)
        link.range.to = until->ns;
}

} // namespace

std::string traceLink(const ProjectPlace& place, std::string_view traceId, std::string_view spanId)
{
    std::string link = pageOf(place) + "?q=" + percentEncoded("trace_id='" + std::string(traceId) + "'");
    if (!spanId.empty())
        link += "&traceId=" + percentEncoded(traceId) + "&spanId=" + percentEncoded(spanId);
    return link;
}

std::string liveLink(const ProjectPlace& place, std::string_view condition, const TimeRange& range)
{
    std::string link = pageOf(place) + "?q=" + percentEncoded(condition);
    if (range.isRelative()) {
        const std::int64_t minutes = std::max<std::int64_t>(1, range.lastSeconds / 60);
        return link + "&last=" + (minutes % 1440 == 0 ? std::to_string(minutes / 1440) + "d" : std::to_string(minutes) + "m");
    }
    link += "&since=" + percentEncoded(formatIsoUtc(range.from));
    return range.to == kNoTime ? link : link + "&until=" + percentEncoded(formatIsoUtc(range.to));
}

Result<ParsedLink> parseLink(std::string_view text)
{
    const Result<Url> url = parseUrl(trimmed(text));
    if (!url)
        return tl::unexpected(url.error());
    ParsedLink link;
    link.place.baseUrl = url->origin();
    std::vector<std::string> parts;
    for (std::string_view path = url->path; !path.empty();) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0)
            parts.push_back(percentDecoded(path.substr(0, end)));
        path.remove_prefix(end);
    }
    if (parts.size() > 0)
        link.place.organization = parts[0];
    if (parts.size() > 1)
        link.place.project = parts[1];
    const std::string condition = queryValue(url->query, "q");
    link.traceId = lower(queryValue(url->query, "traceId"));
    link.spanId = lower(queryValue(url->query, "spanId"));
    if (!isHex(link.traceId, 32))
        link.traceId = comparedId(condition, "trace_id", 32);
    if (!isHex(link.spanId, 16))
        link.spanId = comparedId(condition, "span_id", 16);
    if (link.traceId.empty() || condition.size() > link.traceId.size() + 14)
        link.condition = condition;
    takeRange(url->query, link);
    if (link.traceId.empty() && link.condition.empty())
        return failure("this link names no trace and no condition", std::string(text.substr(0, 120)), "copy the link of a trace in the Live View");
    return link;
}

} // namespace mgx
