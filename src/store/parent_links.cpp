// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/parent_links.h"

namespace mgx {

namespace {

std::uint64_t mix(std::uint64_t x)
{
    x = (x ^ (x >> 32)) * 0x9E3779B97F4A7C15ull;
    return x ^ (x >> 29);
}

std::uint64_t idHash(std::uint32_t trace, std::uint64_t spanId, RecordKind kind)
{
    return mix(spanId + (std::uint64_t(trace) << 34) + static_cast<std::uint64_t>(kind));
}

constexpr std::uint32_t kNoWait = 0xFFFFFFFFu;

} // namespace

RowId ParentLinks::find(std::uint32_t trace, std::uint64_t spanId, RecordKind kind) const
{
    return m_byId.find(idHash(trace, spanId, kind), [&](RowId row) { return isOf(row, trace, spanId, kind); });
}

bool ParentLinks::isOf(RowId row, std::uint32_t trace, std::uint64_t spanId, RecordKind kind) const
{
    const SpanChunk& c = m_table.chunk(row);
    const std::size_t i = SpanTable::slot(row);
    return c.spanId[i] == spanId && c.trace[i] == trace && c.kind[i] == kind;
}

std::size_t ParentLinks::byteSize() const
{
    return m_byId.byteSize() + m_missing.size() * 32 + m_waits.capacity() * sizeof(Wait) + m_isParent.capacity() / 8;
}

std::size_t ParentLinks::MissingHash::operator()(const Missing& key) const
{
    return mix(key.spanId + (std::uint64_t(key.trace) << 34));
}

ParentLinks::Missing ParentLinks::parentKey(RowId row) const
{
    const SpanChunk& c = m_table.chunk(row);
    return {c.trace[SpanTable::slot(row)], c.parentSpanId[SpanTable::slot(row)]};
}

ParentLinks::Missing ParentLinks::ownKey(RowId row) const
{
    const SpanChunk& c = m_table.chunk(row);
    return {c.trace[SpanTable::slot(row)], c.spanId[SpanTable::slot(row)]};
}

RowId ParentLinks::findParent(RowId row) const
{
    const SpanChunk& c = m_table.chunk(row);
    const std::size_t i = SpanTable::slot(row);
    for (const RecordKind kind : {RecordKind::Span, RecordKind::PendingSpan, RecordKind::Log}) {
        const RowId parent = find(c.trace[i], c.parentSpanId[i], kind);
        if (parent != kNoRow)
            return parent;
    }
    return kNoRow;
}

bool ParentLinks::isBelow(RowId row, RowId ancestor, const SpanChunk::Of<RowId> SpanChunk::*parents) const
{
    if (row == ancestor)
        return true;
    if (!m_isParent[ancestor])
        return false;
    while (row != kNoRow && row != ancestor)
        row = (m_table.chunk(row).*parents)[SpanTable::slot(row)];
    return row == ancestor;
}

SpanChunk& ParentLinks::edit(RowId row)
{
    if (row < m_table.published())
        m_changed.push_back(row);
    return m_table.edit(row);
}

void ParentLinks::setFlag(RowId row, RecordFlag flag, bool on)
{
    if (((m_table.flags(row) & flag) != 0) == on)
        return;
    std::uint8_t& flags = edit(row).flags[SpanTable::slot(row)];
    flags = static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
}

void ParentLinks::index(RowId row)
{
    const SpanChunk& c = m_table.chunk(row);
    const std::size_t i = SpanTable::slot(row);
    const std::uint64_t spanId = c.spanId[i];
    if (spanId == 0)
        return;
    m_hasPending |= c.kind[i] == RecordKind::PendingSpan;
    const RowId first = m_byId.findOrInsert(idHash(c.trace[i], spanId, c.kind[i]), row, [&](RowId other) {
        return isOf(other, c.trace[i], spanId, c.kind[i]);
    });
    if (first != kNoRow)
        setFlag(row, kHasDuplicateId, first != row);
}

void ParentLinks::link(RowId row)
{
    if (m_isParent.size() <= row)
        m_isParent.resize(row + 1);
    index(row);
    const RowId announced = spanOf(row);
    const RowId parent = announced != kNoRow ? announced : parentKey(row).spanId == 0 ? kNoRow : findParent(row);
    if (parent != kNoRow)
        linkToParent(row, parent);
    else if (parentKey(row).spanId != 0)
        setFlag(row, kIsOrphan, true);
    const bool isProvisional = parent == kNoRow || (m_table.kind(parent) == RecordKind::PendingSpan && announced == kNoRow);
    if (parentKey(row).spanId != 0 && isProvisional)
        wait(row);
    if (!(m_table.flags(row) & kHasDuplicateId))
        adoptWaiting(row);
    settlePending(row);
}

void ParentLinks::adopt(RowId row, RowId parent)
{
    linkToParent(row, parent);
}

/// The span that a pending row announces, if it is there.
RowId ParentLinks::spanOf(RowId row) const
{
    if (m_table.kind(row) != RecordKind::PendingSpan)
        return kNoRow;
    const Missing key = ownKey(row);
    return key.spanId == 0 ? kNoRow : find(key.trace, key.spanId, RecordKind::Span);
}

/// A span that arrives puts the pending row that announced it below itself.
void ParentLinks::settlePending(RowId row)
{
    const Missing key = ownKey(row);
    if (m_table.kind(row) != RecordKind::Span || key.spanId == 0 || !m_hasPending)
        return;
    const RowId pending = find(key.trace, key.spanId, RecordKind::PendingSpan);
    if (pending != kNoRow && m_table.recordedParent(pending) != row)
        linkToParent(pending, row);
}

void ParentLinks::linkToParent(RowId row, RowId parent)
{
    if (isBelow(parent, row, &SpanChunk::recordedParent)) {
        setFlag(row, kIsCycleCut, true);
        return;
    }
    SpanChunk& c = edit(row);
    const std::size_t i = SpanTable::slot(row);
    // A repaired parent stays; and where repairs elsewhere have put the parent below this row, this row becomes a root.
    if (c.parent[i] == c.recordedParent[i])
        c.parent[i] = isBelow(parent, row, &SpanChunk::parent) ? kNoRow : parent;
    c.recordedParent[i] = parent;
    m_isParent[parent] = true;
    m_table.touchIndex(row);
    setFlag(row, kIsOrphan, false);
}

void ParentLinks::wait(RowId row)
{
    const auto [entry, isNew] = m_missing.try_emplace(parentKey(row), kNoWait);
    m_waits.push_back({row, entry->second});
    entry->second = static_cast<std::uint32_t>(m_waits.size() - 1);
}

void ParentLinks::adoptWaiting(RowId parent)
{
    const auto found = m_missing.empty() ? m_missing.end() : m_missing.find(ownKey(parent));
    if (found == m_missing.end())
        return;
    for (std::uint32_t w = found->second; w != kNoWait; w = m_waits[w].next) {
        const RowId row = m_waits[w].row;
        const RowId current = m_table.recordedParent(row);
        const bool isProvisional = current == kNoRow || (m_table.kind(current) == RecordKind::PendingSpan && spanOf(row) == kNoRow);
        if (isProvisional && row != parent && parentKey(row) == found->first)
            linkToParent(row, parent);
    }
    if (m_table.kind(parent) == RecordKind::PendingSpan)
        return; // its span may still come
    m_missing.erase(found);
    if (m_missing.empty())
        m_waits.clear();
}

bool ParentLinks::repair(RowId row, RowId parent)
{
    const RowId target = parent == kNoRow ? m_table.recordedParent(row) : parent;
    if (m_table.parent(row) == target)
        return true;
    if (target != kNoRow && isBelow(target, row, &SpanChunk::parent))
        return false;
    edit(row).parent[SpanTable::slot(row)] = target;
    if (target != kNoRow)
        m_isParent[target] = true;
    m_table.touchIndex(row);
    return true;
}

} // namespace mgx
