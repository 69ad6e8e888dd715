// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/otlp_judge.h"

#include "ingest/otel/wire_reader.h"

#include <algorithm>
#include <array>
#include <simdjson.h>

namespace mgx {

namespace {

/// The names of the three levels of a request: resources, scopes, records.
struct Names
{
    const char* resources;
    const char* scopes;
    const char* records;
};

Names namesOf(OtlpSignal signal)
{
    switch (signal) {
    case OtlpSignal::Traces: return {"resourceSpans", "scopeSpans", "spans"};
    case OtlpSignal::Logs: return {"resourceLogs", "scopeLogs", "logRecords"};
    case OtlpSignal::Metrics: break;
    }
    return {"resourceMetrics", "scopeMetrics", "metrics"};
}

OtlpJudgement bad(std::string sentence)
{
    return {false, 0, 0, std::move(sentence)};
}

bool isAllZero(std::string_view bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

/// A span needs a trace id and a span id that are not zero.
bool isSpan(std::string_view message)
{
    bool hasTrace = false;
    bool hasSpan = false;
    WireField field;
    for (WireReader reader(message); reader.next(field) && !(hasTrace && hasSpan);) {
        hasTrace |= field.number == 1 && field.bytes.size() == 16 && !isAllZero(field.bytes);
        hasSpan |= field.number == 2 && field.bytes.size() == 8 && !isAllZero(field.bytes);
    }
    return hasTrace && hasSpan;
}

/// Walks `depth` levels of messages; records are counted at the last one.
bool walk(std::string_view message, int depth, OtlpSignal signal, OtlpJudgement& judgement)
{
    WireReader reader(message);
    WireField field;
    while (reader.next(field)) {
        const bool isInner = field.number == (depth == 0 ? 1u : 2u) && field.type == WireField::Type::Bytes;
        if (field.isCut)
            return false;
        if (!isInner)
            continue;
        constexpr int kRecords = 2;
        if (depth < kRecords) {
            if (!walk(field.bytes, depth + 1, signal, judgement))
                return false;
        } else if (signal != OtlpSignal::Traces || isSpan(field.bytes)) {
            ++judgement.records;
        } else {
            ++judgement.rejected;
        }
    }
    return reader.isGood();
}

OtlpJudgement judgeProtobuf(OtlpSignal signal, std::string_view body)
{
    OtlpJudgement judgement;
    if (!walk(body, 0, signal, judgement))
        return bad("the body is no OTLP export request in protobuf");
    return judgement;
}

OtlpJudgement judgeJson(OtlpSignal signal, std::string_view body)
{
    simdjson::dom::parser parser;
    const Names names = namesOf(signal);
    simdjson::dom::object root;
    if (parser.parse(body.data(), body.size()).get(root) != simdjson::SUCCESS)
        return bad("the body is no JSON object");
    OtlpJudgement judgement;
    simdjson::dom::array resources;
    if (root[names.resources].get(resources) != simdjson::SUCCESS)
        return root.size() == 0 ? judgement : bad(std::string("the body has no ") + names.resources);
    for (const simdjson::dom::element resource : resources) {
        simdjson::dom::array scopes;
        if (resource[names.scopes].get(scopes) != simdjson::SUCCESS)
            continue;
        for (const simdjson::dom::element scope : scopes) {
            simdjson::dom::array records;
            if (scope[names.records].get(records) == simdjson::SUCCESS)
                judgement.records += records.size();
        }
    }
    return judgement;
}

} // namespace

OtlpJudgement judgeOtlp(OtlpSignal signal, OtlpEncoding encoding, std::string_view body)
{
    OtlpJudgement judgement = encoding == OtlpEncoding::Protobuf ? judgeProtobuf(signal, body) : judgeJson(signal, body);
    if (judgement.rejected > 0)
        judgement.sentence = std::to_string(judgement.rejected) + " spans have no trace id or span id";
    return judgement;
}

} // namespace mgx
