// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/result_table.h"

#include <functional>
#include <string>
#include <string_view>

namespace mgx::testing {

enum class AnswerFormat { Json, Ndjson, Csv };

/// An answer in the shapes of Logfire's query API, piece by piece: `write` gets whole lines, and returns false to stop.
void writeAnswer(const ResultTable& table, AnswerFormat format, std::size_t rowsAPiece, const std::function<bool(std::string_view)>& write);

} // namespace mgx::testing
