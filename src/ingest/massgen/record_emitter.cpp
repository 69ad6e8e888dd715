// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/record_emitter.h"

namespace mgx {

RecordEmitter::RecordEmitter(Target target)
    : m_target(std::move(target)), m_trace(hashTraceId("massgen-local:" + m_target.unitPath)),
      m_idPrefix(toHex(m_trace) + ':')
{}

std::uint64_t RecordEmitter::spanIdOf(std::string_view key) const
{
    return hashSpanId(m_idPrefix + std::string(key));
}

std::uint32_t RecordEmitter::fileOf(const std::string& relative)
{
    const auto [entry, isNew] = m_files.try_emplace(relative, 0);
    if (isNew)
        entry->second = m_target.builder.addFile(relative.empty() ? m_target.unitPath : m_target.filePrefix + relative);
    return entry->second;
}

std::string RecordEmitter::restOf(const EmittedRecord& row) const
{
    JsonWriter rest;
    rest.addKnown("service_version", m_target.version);
    if (!row.error.empty())
        rest.add("otel_status_code", "ERROR").add("otel_status_message", row.error);
    return rest.take();
}

RowId RecordEmitter::emit(EmittedRecord row)
{
    const std::string attributes = row.attributes.take();
    const std::string rest = restOf(row);
    RecordDraft draft;
    draft.trace = m_trace;
    draft.spanId = spanIdOf(row.key);
    draft.parentSpanId = row.parentKey.empty() ? 0 : spanIdOf(row.parentKey);
    draft.repairedParent = row.repairedParent;
    draft.kind = row.kind;
    draft.start = row.start;
    draft.end = row.kind == RecordKind::Log ? row.start : row.end;
    draft.level = row.level;
    draft.timeQuality = draft.end == kNoTime ? TimeQuality::Open : row.quality;
    draft.run = m_target.run;
    draft.name = row.name;
    draft.message = row.message;
    draft.agent = row.agent;
    draft.service = "massgen";
    draft.scope = "logfire";
    draft.attributes = attributes;
    draft.rest = rest;
    draft.source = m_target.source;
    draft.file = fileOf(row.file);
    draft.position = row.line;
    draft.pointer = row.pointer;
    ++m_target.report.records;
    return m_target.builder.append(draft);
}

} // namespace mgx
