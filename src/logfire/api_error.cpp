// SPDX-License-Identifier: GPL-3.0-or-later
#include "logfire/api_error.h"

#include "base/text.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace mgx {

namespace {

constexpr std::size_t kMostMessage = 2000;

/// "detail" of a JSON body as text: a sentence, or FastAPI's list of {"loc", "msg"}.
std::string detailOf(std::string_view body)
{
    const auto document = nlohmann::json::parse(body, nullptr, false);
    if (!document.is_object() || !document.contains("detail"))
        return std::string(trimmed(utf8Prefix(body, kMostMessage)));
    const auto& detail = document["detail"];
    if (detail.is_string())
        return detail.get<std::string>();
    std::string text;
    for (const auto& entry : detail) {
        if (!entry.is_object() || !entry.contains("msg") || !entry["msg"].is_string())
            continue;
        text += text.empty() ? "" : "; ";
        if (entry.contains("loc") && entry["loc"].is_array() && !entry["loc"].empty() && entry["loc"].back().is_string())
            text += entry["loc"].back().get<std::string>() + ": ";
        text += entry["msg"].get<std::string>();
    }
    return text.empty() ? detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).substr(0, kMostMessage) : text;
}

std::string orElse(std::string text, std::string fallback)
{
    return text.empty() ? std::move(fallback) : std::move(text);
}

int numberBehind(std::string_view text, std::string_view word)
{
    std::size_t at = text.find(word);
    if (at == std::string_view::npos)
        return 0;
    at += word.size();
    while (at < text.size() && (text[at] == ':' || text[at] == ' '))
        ++at;
    int number = 0;
    std::from_chars(text.data() + at, text.data() + text.size(), number);
    return number;
}

/// Offset in bytes of a line and column (in code points), both from 1; past the end: the end.
std::size_t offsetOf(std::string_view sql, int line, int column)
{
    std::size_t at = 0;
    for (; line > 1 && at < sql.size(); ++at)
        line -= sql[at] == '\n';
    for (; column > 1 && at < sql.size(); --column) {
        ++at;
        while (at < sql.size() && (static_cast<unsigned char>(sql[at]) & 0xC0) == 0x80)
            ++at;
    }
    return at;
}

QueryFailure failureWith(std::string message, std::string hint)
{
    QueryFailure failure;
    failure.message = std::move(message);
    failure.hint = std::move(hint);
    return failure;
}

ApiError tooMany(const HttpHead& head, std::string detail)
{
    ApiError error;
    int seconds = 0;
    const std::string_view after = trimmed(head.value("retry-after"));
    const auto end = std::from_chars(after.data(), after.data() + after.size(), seconds);
    if (!after.empty() && end.ec == std::errc() && seconds >= 0) {
        error.retryAfterSeconds = seconds;
        error.failure = failureWith(orElse(std::move(detail), "Logfire answers no more queries for now"),
                                    "it answers again in " + std::to_string(seconds) + " s");
    } else {
        error.failure = failureWith(orElse(std::move(detail), "the query quota of the organisation is used up"),
                                    "asking again does not help before the next billing period");
    }
    return error;
}

} // namespace

QueryFailure failureAt(std::string_view message, std::string_view sql)
{
    QueryFailure failure;
    failure.message = std::string(utf8Prefix(message, kMostMessage));
    // DataFusion's parser: "Expected: an expression, found: FROM at Line: 1, Column: 8"
    const int line = numberBehind(message, "Line");
    const int column = numberBehind(message, "Column");
    if (line > 0 && column > 0) {
        failure.line = line;
        failure.column = column;
        failure.offset = offsetOf(sql, line, column);
    }
    return failure;
}

ApiError apiErrorOf(const HttpHead& head, std::string_view body, std::string_view sql)
{
    const std::string detail = detailOf(body);
    ApiError error;
    switch (head.status) {
    case 400: error.failure = failureAt(orElse(detail, "Logfire could not run the statement"), sql); break;
    case 401:
        error.failure = failureWith("Logfire does not accept the token" + (detail.empty() ? "" : ": " + detail),
                                    "it has to be a read token, of the region of this address, and not expired");
        break;
    case 402:
        error.failure = failureWith(orElse(detail, "the organisation has reached its limit of use"), "its owner can raise the limit");
        break;
    case 403:
        error.failure = failureWith("the token may not read here" + (detail.empty() ? "" : ": " + detail), "make a read token of this project");
        break;
    case 404: error.failure = failureWith("there is no query API at this address", "check the address of the server"); break;
    case 422: error.failure = failureWith("Logfire does not accept the request" + (detail.empty() ? "" : ": " + detail), {}); break;
    case 429: return tooMany(head, detail);
    default:
        if (head.status >= 300 && head.status < 400)
            error.failure = failureWith("the server sends elsewhere, and a token does not follow", "type the address it moved to: " + std::string(head.value("location")));
        else if (head.status >= 500)
            error.failure = failureWith("Logfire has a problem of its own (" + std::to_string(head.status) + ")", "try again later");
        else
            error.failure = failureWith("unexpected answer (" + std::to_string(head.status) + ")" + (detail.empty() ? "" : ": " + detail), {});
    }
    return error;
}

QueryFailure failureOf(const HttpOutcome& outcome)
{
    QueryFailure failure = failureWith((outcome.error.where.empty() ? "" : outcome.error.where + ": ") + outcome.error.what, outcome.error.advice);
    failure.kind = outcome.isCancelled ? QueryFailure::Kind::Cancelled : QueryFailure::Kind::Error;
    return failure;
}

} // namespace mgx
