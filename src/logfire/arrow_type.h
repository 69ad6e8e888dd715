// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <nlohmann/json_fwd.hpp>

namespace mgx {

/// A field of an answer's schema as a column: Arrow's `data_type` as its Rust library writes it ("Utf8", {"Timestamp": ["Microsecond",
/// "UTC"]}, {"Dictionary": [key, value]} …). A type that is not known reads as text.
[[nodiscard]] ResultColumn columnOf(const nlohmann::ordered_json& field);

} // namespace mgx
