// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/importer.h"

#include <span>
#include <string>
#include <string_view>

namespace mgx {

/// All formats that are recognised by their content.
[[nodiscard]] std::span<const Format* const> allFormats();

/// The format whose content this is, by the first bytes of it (up to FileHead::kBytes); null if none fits.
[[nodiscard]] const Format* recogniseFormat(std::string_view head);
[[nodiscard]] const Format* recogniseFormat(const FileHead& head);

/// Advice for a file that no format fits: what was looked for and what was found instead.
[[nodiscard]] std::string whatWasLookedFor(std::string_view head);

} // namespace mgx
