// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/json_pieces.h"
#include "ingest/record_sink.h"

#include <string>

namespace mgx {

/// Base of the importers of JSON traces: walks the text, lets the format decide (as a JsonVisitor) what is handed to the
/// queue, and appends what comes back. Memory: some batches. One thread beside the pool's.
class JsonImporter : public Importer, protected JsonVisitor
{
public:
    Result<void> consume(std::string_view chunk) final
    {
        if (m_sink.context().cancel.isCancelled())
            return failure("cancelled", m_sink.fileName());
        m_sink.context().report.bytes += chunk.size();
        m_walker.consume(chunk);
        return {};
    }
    Result<void> finish() final
    {
        m_walker.finish();
        atEnd();
        return m_sink.finish(m_expected);
    }

protected:
    /// `expected` completes the sentence for a file without a record: "expected …".
    JsonImporter(ImportContext& context, std::string_view fileName, std::uint32_t source, std::string expected)
        : m_sink(context, fileName, source), m_expected(std::move(expected)), m_walker(*this)
    {}

    /// The text has ended: what is still queued has to be taken.
    virtual void atEnd() = 0;

    void leave(int) override {}
    void damage(std::uint64_t line, std::string_view sentence) final
    {
        ++m_sink.context().report.skipped;
        m_sink.note({line, std::string(sentence)});
    }

    RecordSink m_sink;

private:
    std::string m_expected;
    JsonWalker m_walker;
};

} // namespace mgx
