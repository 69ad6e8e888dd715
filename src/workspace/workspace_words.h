// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

/// Words of workspace files that both the reader and the writer know.
namespace mgx::words {

inline constexpr const char* kFormat = "massgen-explorer-workspace";
/// In the order of RecordKind; Logfire's words.
inline constexpr std::array<const char*, 4> kKinds = {"span", "log", "span_event", "pending_span"};
/// Members of the document.
inline constexpr std::array kMembers = {"format", "version", "sources", "run", "shown", "view",  "selection", "tabs",
                                        "current_tab", "queries", "layout", "marks", "pins", "notes", "$schema"};

} // namespace mgx::words
