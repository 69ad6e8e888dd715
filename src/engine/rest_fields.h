// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mgx {

/// The value of a member of a record's `rest` (compact JSON object): a text decoded, anything else as its JSON. False = absent or
/// null. `value` points into `rest` or `scratch`. O(size of rest).
[[nodiscard]] bool restField(std::string_view rest, std::string_view name, std::string& scratch, std::string_view& value);

/// Reads many members of one `rest` in one pass. One thread.
class RestReader
{
public:
    RestReader();
    ~RestReader();

    struct Visitor
    {
        virtual ~Visitor() = default;
        /// A member: `value` is decoded if it is a text, else its JSON.
        virtual void field(std::string_view name, std::string_view value, bool isText) = 0;
    };
    void read(std::string_view rest, Visitor& visitor);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
