// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/catalog.h"
#include "ingest/massgen/run_importer.h"
#include "ingest/trace_file.h"

#include <algorithm>
#include <chrono>

namespace mgx {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point from)
{
    return std::chrono::duration<double>(Clock::now() - from).count();
}

/// Publishes what has been read so far: the first time after 100 ms, then so rarely that it costs a tenth of the time.
class PartialPublisher
{
public:
    PartialPublisher(SnapshotBuilder& builder, const ImportReport& report, const ImportHooks& hooks)
        : m_builder(builder), m_report(report), m_hooks(hooks)
    {}

    void progress(std::uint64_t done, std::uint64_t all)
    {
        if (m_hooks.onProgress)
            m_hooks.onProgress(done, all);
        if (!m_hooks.onPartial || m_builder.rowCount() == 0 || secondsSince(m_last) < m_interval)
            return;
        const Clock::time_point begin = Clock::now();
        m_hooks.onPartial(take(false));
        m_last = Clock::now();
        m_interval = std::max(0.25, 10 * secondsSince(begin));
    }

    [[nodiscard]] Imported take(bool isFinal)
    {
        Imported imported;
        imported.snapshot = m_builder.publish();
        imported.report = std::make_shared<const ImportReport>(m_report);
        imported.seconds = secondsSince(m_begin);
        imported.isFinal = isFinal;
        return imported;
    }

private:
    SnapshotBuilder& m_builder;
    const ImportReport& m_report;
    const ImportHooks& m_hooks;
    Clock::time_point m_begin = Clock::now();
    Clock::time_point m_last = m_begin;
    double m_interval = 0.1;
};

} // namespace

Result<Imported> importItem(const CatalogItem& item, const ImportHooks& hooks)
{
    SnapshotBuilder builder;
    ImportReport report;
    PartialPublisher publisher(builder, report, hooks);
    ImportContext context{builder, report, hooks.cancel,
                          [&publisher](std::uint64_t done, std::uint64_t all) { publisher.progress(done, all); }};
    if (item.kind == CatalogItem::Kind::MassgenRun) {
        if (const auto run = importMassgenRun(item.path, context); !run)
            return tl::unexpected(run.error());
    } else if (const auto outcome = importTraceFile(item.path, context); !outcome) {
        return tl::unexpected(outcome.error());
    }
    if (hooks.onComplete)
        hooks.onComplete(builder);
    return publisher.take(true);
}

} // namespace mgx
