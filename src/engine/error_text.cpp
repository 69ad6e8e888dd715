// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/error_text.h"

#include "engine/error_hints.h"

#include <algorithm>
#include <charconv>
#include <simdjson.h>

namespace mgx {

namespace {

/// The parts of DuckDB's error.
struct EngineError
{
    std::string message;
    std::string subtype;
    std::string name;
    std::string candidates;
    std::size_t position = std::string::npos;
};

EngineError parseError(std::string_view text)
{
    EngineError error;
    error.message = text;
    const std::size_t brace = text.find('{');
    if (brace == std::string_view::npos)
        return error;
    const simdjson::padded_string json(text.substr(brace));
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    if (parser.parse(json).get(document))
        return error;
    const auto member = [&](const char* key) {
        std::string_view value;
        return document[key].get(value) ? std::string() : std::string(value);
    };
    const std::string message = member("exception_message");
    if (message.empty())
        return error;
    error.message = message;
    error.subtype = member("error_subtype");
    error.name = member("name");
    error.candidates = member("candidates");
    const std::string position = member("position");
    std::size_t value = 0;
    if (!position.empty() && std::from_chars(position.data(), position.data() + position.size(), value).ec == std::errc())
        error.position = value;
    return error;
}

/// What a person has no use for: lists of overloads, the engine's advice about its own functions.
std::string readable(std::string message)
{
    for (const std::string_view cut : {"\n\tCandidate functions:", "\n\nLINE ", "\nDid you mean", "\nCandidate bindings:"}) {
        if (const std::size_t at = message.find(cut); at != std::string::npos)
            message.erase(at);
    }
    std::replace(message.begin(), message.end(), '\n', ' ');
    while (!message.empty() && message.back() == ' ')
        message.pop_back();
    return message;
}

} // namespace

QueryFailure failureAt(std::string_view sql, std::size_t offset, std::string message, std::string hint, bool isRefused)
{
    QueryFailure failure;
    failure.kind = isRefused ? QueryFailure::Kind::Refused : QueryFailure::Kind::Error;
    failure.message = std::move(message);
    failure.hint = std::move(hint);
    failure.offset = std::min(offset, sql.size());
    failure.line = 1;
    failure.column = 1;
    for (const char c : sql.substr(0, failure.offset)) {
        if (c == '\n') {
            ++failure.line;
            failure.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++failure.column;
        }
    }
    return failure;
}

QueryFailure failureOf(std::string_view engineMessage, std::string_view sql, const dialect::Output& rewritten)
{
    const EngineError error = parseError(engineMessage);
    std::string hint = hintFor(error.message, error.subtype, error.name, error.candidates);
    if (error.position != std::string::npos)
        return failureAt(sql, rewritten.sourceOf(error.position), readable(error.message), std::move(hint));
    QueryFailure failure;
    failure.message = readable(error.message);
    failure.hint = std::move(hint);
    return failure;
}

} // namespace mgx
