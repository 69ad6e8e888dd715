// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/hash.h"
#include "base/time.h"
#include "ingest/json_pieces.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mgx {

/// A value of OpenTelemetry's AnyValue. The views belong to whoever fills it.
struct OtelValue
{
    std::string_view text;  ///< a text as it is, or anything else as compact JSON
    bool isText = false;
};

struct OtelAttribute
{
    std::string_view key;
    OtelValue value;
};

using OtelAttributes = std::vector<OtelAttribute>;

struct OtelEvent
{
    TimeNs time = kNoTime;
    std::string_view name;
    OtelAttributes attributes;
};

struct OtelLink
{
    TraceId trace;
    std::uint64_t spanId = 0;
    OtelAttributes attributes;
};

enum class OtelStatus : std::uint8_t { Unset, Ok, Error };

/// A span or a log record as OpenTelemetry sends it, whatever the encoding. Reused from one to the next: `clear`.
struct OtelSpan
{
    TraceId trace;
    std::uint64_t spanId = 0; ///< of a log record: the span that it belongs to
    std::uint64_t parentSpanId = 0;
    std::string_view name; ///< of a log record: its event name
    TimeNs start = kNoTime;
    TimeNs end = kNoTime;
    OtelStatus status = OtelStatus::Unset;
    std::string_view statusMessage;
    std::string_view kind; ///< "server", "client", …; empty = internal or unknown
    OtelAttributes attributes;
    std::vector<OtelEvent> events;
    std::vector<OtelLink> links;
    bool isLogRecord = false;
    int severity = 0;    ///< log records
    OtelValue body;      ///< log records
    bool hasBody = false;

    /// It says nothing at all: neither who it is nor when or what it was.
    [[nodiscard]] bool isEmpty() const
    {
        return trace.isNull() && spanId == 0 && parentSpanId == 0 && name.empty() && start == kNoTime && end == kNoTime
            && attributes.empty() && events.empty() && links.empty() && statusMessage.empty() && !hasBody;
    }
    void clear()
    {
        OtelAttributes kept = std::move(attributes);
        kept.clear();
        *this = {};
        attributes = std::move(kept);
    }
};

/// What spans share: the resource that sent them and the instrumentation scope that made them, already as columns.
struct OtelOrigin : PieceContext
{
    std::string resource;  ///< compact JSON, or empty
    std::string service;
    std::string scope;
    std::string columns;   ///< further columns as members of a JSON object: `"service_version":"1","process_pid":7`
};

/// The columns that a resource gives: service_*, process_pid, deployment_environment, telemetry_sdk_*.
[[nodiscard]] OtelOrigin originOfResource(const OtelAttributes& resource);
/// The same with a scope added.
[[nodiscard]] std::shared_ptr<const OtelOrigin> withScope(const OtelOrigin& resource, std::string_view name, std::string_view version,
                                                          const OtelAttributes& attributes);

/// Appends the attributes as a compact JSON object.
void appendAttributes(std::string& out, const OtelAttributes& attributes);
void appendValue(std::string& out, const OtelValue& value);
/// Writes the whole number that begins at `begin` as 2.0, so that it is seen to be a double.
void appendFraction(std::string& out, std::size_t begin);
/// Appends `"name":` and a text to the members of an object that is being written; a comma goes before it unless it is the first.
void appendMember(std::string& members, std::string_view name, std::string_view text);
void appendRawMember(std::string& members, std::string_view name, std::string_view json);

} // namespace mgx
