// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace mgx {

/// One field of a protobuf message.
struct WireField
{
    enum class Type : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };
    std::uint32_t number = 0;
    Type type = Type::Varint;
    std::uint64_t value = 0;     ///< of a number, as its bits
    std::string_view bytes;      ///< of a text, of bytes or of a message
    bool isCut = false;          ///< the message ends inside `bytes`: what there is of them
};

/// Walks the fields of a protobuf message (protobuf.dev, "Encoding") within its bytes: no field reaches beyond them, and a cut
/// message gives what there is. Groups, which nobody writes any more, count as damage. O(n), no allocation.
class WireReader
{
public:
    explicit WireReader(std::string_view bytes) : m_bytes(bytes) {}

    /// The next field; false at the end or where the bytes are no protobuf (`isGood` is then false).
    [[nodiscard]] bool next(WireField& field);
    [[nodiscard]] bool isGood() const { return m_isGood; }

    /// A varint at the start of `bytes`; gives its length, 0 = cut, -1 = longer than 10 bytes.
    [[nodiscard]] static int readVarint(std::string_view bytes, std::uint64_t& value);

private:
    [[nodiscard]] bool fixed(std::size_t size, std::uint64_t& value);

    std::string_view m_bytes;
    bool m_isGood = true;
};

} // namespace mgx
