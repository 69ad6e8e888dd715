// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/otel/otel_span.h"
#include "ingest/record_batch.h"

#include <memory>

namespace mgx {

/// Makes records of spans and log records the way Pydantic Logfire does: pending spans, `logfire.*` attributes, exceptions,
/// span events as records of their own, values decoded by the JSON schema. The one place for it, whatever the encoding was.
/// One thread; about 1 µs per span with a few attributes.
class RecordMapping
{
public:
    RecordMapping();
    ~RecordMapping();

    /// Appends the record of `span` and those of its events to `batch`. `line` is its place in the file, or 0.
    void map(const OtelSpan& span, const OtelOrigin& origin, SourceKind source, std::uint64_t line, RecordBatch& batch);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace mgx
