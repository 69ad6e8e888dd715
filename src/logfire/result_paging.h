// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace mgx {

/// The statement that answers with `rows` rows after the first `skip` of what `sql` answers with: its own LIMIT is kept within, none
/// where that ends before. Nothing where pages might overlap or miss rows: without an ORDER BY of the whole, or with an OFFSET or a
/// LIMIT that is no number.
[[nodiscard]] std::optional<std::string> pageSql(std::string_view sql, std::size_t skip, std::size_t rows);

} // namespace mgx
