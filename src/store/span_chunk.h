// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/record.h"
#include "store/text_store.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <type_traits>

namespace mgx {

/// A fixed number of values of one kind. Memory is reserved, not touched: a chunk of a small trace costs what it holds.
template <class T, std::size_t N>
class Column
{
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Column() : m_values(std::make_unique_for_overwrite<T[]>(N)) {}
    /// Copies the first `count` values.
    Column(const Column& other, std::size_t count) : Column() { std::copy_n(other.m_values.get(), count, m_values.get()); }

    T& operator[](std::size_t i) { return m_values[i]; }
    const T& operator[](std::size_t i) const { return m_values[i]; }

private:
    std::unique_ptr<T[]> m_values;
};

/// The columns of 65,536 rows in order of arrival. A chunk that a snapshot holds is never written in a row that the
/// snapshot counts; rows behind that count may still be appended.
struct SpanChunk
{
    static constexpr int kShift = 16;
    static constexpr std::size_t kRows = std::size_t(1) << kShift;
    static constexpr std::size_t kMask = kRows - 1;
    template <class T>
    using Of = Column<T, kRows>;

    Of<TimeNs> start, end;
    Of<std::uint64_t> spanId, parentSpanId;
    Of<std::uint32_t> trace; ///< index into the traces of the snapshot
    Of<StringId> name, agent, service, scope, resource;
    Of<TextRef> message, attributes, rest;
    Of<RowId> recordedParent;
    Of<RowId> parent; ///< repaired where repair found another one, else as recorded
    Of<LaneId> lane;
    Of<std::uint32_t> source, file;
    Of<std::uint64_t> position; ///< line, or kPointerBit | string id of a JSON pointer
    Of<RecordKind> kind;
    Of<std::uint8_t> level, flags;
    Of<TimeQuality> timeQuality;

    static constexpr std::uint64_t kPointerBit = std::uint64_t(1) << 63;
    static constexpr std::size_t kBytesPerRow = 4 * 8 + 4 + 5 * 4 + 3 * 8 + 3 * 4 + 2 * 4 + 8 + 4;

    SpanChunk() = default;
    /// The first `rows` rows of another chunk, to change some of them.
    SpanChunk(const SpanChunk& o, std::size_t rows)
        : start(o.start, rows), end(o.end, rows), spanId(o.spanId, rows), parentSpanId(o.parentSpanId, rows),
          trace(o.trace, rows), name(o.name, rows), agent(o.agent, rows), service(o.service, rows),
          scope(o.scope, rows), resource(o.resource, rows), message(o.message, rows), attributes(o.attributes, rows),
          rest(o.rest, rows), recordedParent(o.recordedParent, rows), parent(o.parent, rows), lane(o.lane, rows),
          source(o.source, rows), file(o.file, rows), position(o.position, rows), kind(o.kind, rows),
          level(o.level, rows), flags(o.flags, rows), timeQuality(o.timeQuality, rows)
    {}
};

} // namespace mgx
