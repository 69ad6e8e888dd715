// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace mgx {

/// Why something could not be done, as a person reads it: what happened, where (file, line or byte), what to do.
struct Error
{
    std::string what;
    std::string where;
    std::string advice;

    /// One sentence: "where: what; advice". Empty parts are left out.
    [[nodiscard]] std::string sentence() const
    {
        std::string text = where.empty() ? what : where + ": " + what;
        return advice.empty() ? text : text + "; " + advice;
    }
};

/// Errors are values: no exception leaves a layer.
template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(std::string what, std::string where = {}, std::string advice = {})
{
    return tl::unexpected<Error>(Error{std::move(what), std::move(where), std::move(advice)});
}

} // namespace mgx
