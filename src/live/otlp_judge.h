// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "receiver/receiver.h"

namespace mgx {

/// Tells whether the body of a request is an OTLP export request of its kind, and how many records are in it. Only the outer
/// messages are walked: about 1 GB/s for protobuf.
[[nodiscard]] OtlpJudgement judgeOtlp(OtlpSignal signal, OtlpEncoding encoding, std::string_view body);

} // namespace mgx
