// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "launch/environment.h"

#include <string>
#include <vector>

namespace mgx {

/// A MassGen that can be started.
struct MassgenInstall
{
    enum class Kind { Python, Path, Uv };
    Kind kind = Kind::Path;
    std::vector<std::string> command; ///< program and first arguments, e.g. uv run massgen
    std::string place;   ///< project folder, script or Python, as a person knows it
    std::string version; ///< empty = not known
    bool isInspected = false; ///< its packages were found, so that what follows is known
    bool hasLogfire = false;  ///< without the package `logfire` a run sends no spans
    std::string python;       ///< interpreter, to install what is missing; may be empty
    std::string configs;      ///< folder of the packaged examples; may be empty

    /// "massgen 0.1.97 (uv project /x)"
    [[nodiscard]] std::string title() const;
    /// The exact command that adds logfire.
    [[nodiscard]] std::string logfireAdvice() const;
};

/// Looks for MassGen, best first: the chosen Python or virtual environment (may be empty), the uv project that holds the working
/// folder, `massgen` on PATH. Only files are looked at; nothing is started. A chosen place without MassGen gives nothing.
[[nodiscard]] std::vector<MassgenInstall> findMassgen(const Environment& environment, const std::string& workFolder, const std::string& chosen);

/// What to do where none was found.
[[nodiscard]] std::string installAdvice();

} // namespace mgx
