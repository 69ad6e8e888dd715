// SPDX-License-Identifier: GPL-3.0-or-later
#include "fusion/row_copy.h"

namespace mgx {

RecordDraft RowCopy::draftOf(RowId row)
{
    const TraceSnapshot& s = m_from;
    RecordDraft d;
    d.trace = s.trace(row);
    d.spanId = s.spanId(row);
    d.parentSpanId = s.parentSpanId(row);
    d.kind = s.kind(row);
    d.start = s.start(row);
    d.end = s.isOpen(row) ? kNoTime : s.end(row);
    d.level = s.level(row);
    for (const RecordFlag flag : {kIsException, kHasBadTimes, kIsFolded})
        d.flags |= s.hasFlag(row, flag) ? flag : 0;
    d.timeQuality = s.timeQuality(row);
    d.name = s.name(row);
    d.message = s.message(row);
    d.agent = s.agent(row);
    d.service = s.service(row);
    d.scope = s.scope(row);
    d.resource = s.resource(row);
    d.attributes = s.attributes(row);
    d.rest = s.rest(row);
    const SourceInfo& source = s.source(row);
    const auto [known, isNewSource] = m_sources.try_emplace({source.kind, source.path}, 0);
    if (isNewSource)
        known->second = m_to.addSource(source.kind, source.path);
    d.source = known->second;
    const SourceRef ref = s.sourceRef(row);
    auto file = m_files.find(ref.file);
    if (file == m_files.end())
        file = m_files.emplace(ref.file, m_to.addFile(ref.file)).first;
    d.file = file->second;
    d.position = ref.line;
    d.pointer = ref.pointer;
    return d;
}

} // namespace mgx
