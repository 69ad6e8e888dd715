// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "receiver/body_reader.h"
#include "receiver/journal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// The head of a request, as far as it matters. Views live as long as the request.
struct RequestHead
{
    std::string_view method;
    std::string_view path; ///< without the query
    std::string_view authorization;
    std::string_view contentType;
    std::string_view contentEncoding;
    std::optional<std::uint64_t> contentLength;
};

/// What is done with a request, decided from its head alone.
struct RequestPlan
{
    enum class Kind : std::uint8_t { Export, Info, Refuse };
    Kind kind = Kind::Refuse;
    OtlpSignal signal = OtlpSignal::Traces;
    OtlpEncoding encoding = OtlpEncoding::Protobuf;
    BodyCoding coding = BodyCoding::Plain;
    int status = 200;            ///< of a refusal
    std::string_view sentence;   ///< of a refusal
};

/// Routes `POST /v1/{traces,logs,metrics}` and `GET /v1/info`. The token is asked for first, so that nobody without it learns
/// anything. `Authorization` is the bare token, as Logfire's SDK sends it, or "Bearer" with it.
[[nodiscard]] RequestPlan planRequest(const RequestHead& head, std::string_view token, std::uint64_t maxSentBytes);

/// Whether the texts are equal, in a time that tells nothing about where they differ.
[[nodiscard]] bool isSameSecret(std::string_view a, std::string_view b);

} // namespace mgx
