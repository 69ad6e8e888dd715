// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/otel/wire_reader.h"

#include <algorithm>

namespace mgx {

int WireReader::readVarint(std::string_view bytes, std::uint64_t& value)
{
    value = 0;
    for (int i = 0; i < 10; ++i) {
        if (static_cast<std::size_t>(i) >= bytes.size())
            return 0;
        const auto byte = static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
        value |= std::uint64_t(byte & 0x7F) << (7 * i);
        if (byte < 0x80)
            return i + 1;
    }
    return -1;
}

bool WireReader::fixed(std::size_t size, std::uint64_t& value)
{
    if (m_bytes.size() < size)
        return false;
    value = 0;
    for (std::size_t i = size; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(m_bytes[i]);
    m_bytes.remove_prefix(size);
    return true;
}

bool WireReader::next(WireField& field)
{
    if (m_bytes.empty() || !m_isGood)
        return false;
    m_isGood = false;
    std::uint64_t key = 0;
    int length = readVarint(m_bytes, key);
    if (length <= 0 || (key >> 3) == 0 || (key >> 3) > 0x1FFFFFFF)
        return false;
    m_bytes.remove_prefix(static_cast<std::size_t>(length));
    field = {};
    field.number = static_cast<std::uint32_t>(key >> 3);
    field.type = static_cast<WireField::Type>(key & 7);
    switch (field.type) {
    case WireField::Type::Varint:
        length = readVarint(m_bytes, field.value);
        if (length <= 0)
            return false;
        m_bytes.remove_prefix(static_cast<std::size_t>(length));
        return m_isGood = true;
    case WireField::Type::Fixed64: return m_isGood = fixed(8, field.value);
    case WireField::Type::Fixed32: return m_isGood = fixed(4, field.value);
    case WireField::Type::Bytes: {
        length = readVarint(m_bytes, field.value);
        if (length <= 0)
            return false;
        m_bytes.remove_prefix(static_cast<std::size_t>(length));
        field.isCut = field.value > m_bytes.size();
        field.bytes = m_bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(field.value, m_bytes.size())));
        m_bytes.remove_prefix(field.bytes.size());
        m_isGood = !field.isCut; // what is cut is still handed out
        return true;
    }
    }
    return false;
}

} // namespace mgx
