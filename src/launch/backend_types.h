// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace mgx {

/// A backend type of MassGen (massgen/backend/capabilities.py).
struct BackendType
{
    std::string_view name;
    std::string_view keyVariable; ///< environment variable with the API key; empty = needs none
    bool hasDefaultModel = false;
    bool isLocal = false; ///< a server of one's own: costs nothing
};

[[nodiscard]] std::span<const BackendType> backendTypes();
/// Null if MassGen does not know the type.
[[nodiscard]] const BackendType* findBackendType(std::string_view name);
/// The known type that is written most like this one; empty if none comes close.
[[nodiscard]] std::string_view similarBackendType(std::string_view name);

/// How dear the tokens of a model are, guessed by the names that providers use: 0 = free, 1 = cheap, 2 = usual, 3 = dear.
[[nodiscard]] int priceLevel(std::string_view model, const BackendType* type, std::string_view baseUrl);

} // namespace mgx
