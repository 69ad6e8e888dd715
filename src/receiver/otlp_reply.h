// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "receiver/journal.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace mgx {

// Bodies of answers, as "OTLP/HTTP Response" of the OpenTelemetry protocol specification asks for.

/// Export…ServiceResponse; with a partial success if records were rejected.
[[nodiscard]] std::string exportReply(OtlpEncoding encoding, std::uint64_t rejected, std::string_view sentence);
/// google.rpc.Status with a message.
[[nodiscard]] std::string statusReply(OtlpEncoding encoding, std::string_view sentence);
[[nodiscard]] std::string_view contentType(OtlpEncoding encoding);

} // namespace mgx
