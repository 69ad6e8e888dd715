// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/data_catalog.h"

#include <cstdint>
#include <memory>
#include <string_view>

namespace mgx {

/// Counts the keys of JSON objects, one level of objects inside them as well, with types and frequent short values. Holds a
/// bounded number of keys and values, whatever it is given. About 500 MB/s.
class KeyCounts
{
public:
    explicit KeyCounts(std::string_view column);
    ~KeyCounts();
    KeyCounts(const KeyCounts&) = delete;
    KeyCounts& operator=(const KeyCounts&) = delete;

    /// A compact JSON object that stands for `weight` records; what is no object is left out.
    void add(std::string_view json, std::uint64_t weight);
    /// Appends the most frequent keys, with up to `examples` values each.
    void appendTo(std::vector<DataKey>& keys, std::size_t limit, std::size_t examples, bool& isTruncated) const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
