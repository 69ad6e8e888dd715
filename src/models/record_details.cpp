// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/record_details.h"

#include "models/raw_record.h"
#include "models/time_shares.h"
#include "workspace/format.h"
#include "workspace/lane_agents.h"
#include "workspace/workspace.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QUrl>
#include <QVariantMap>

namespace mgx {

namespace {

constexpr qsizetype kPreviewLength = 1200;
constexpr std::size_t kQuickBytes = 128 << 10; ///< made in about a millisecond

QVariantMap pair(const QString& label, const QString& value)
{
    return {{QStringLiteral("label"), label}, {QStringLiteral("value"), value}};
}

QString kindText(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Span: return RecordDetails::tr("span");
    case RecordKind::Log: return RecordDetails::tr("log");
    case RecordKind::SpanEvent: return RecordDetails::tr("event");
    case RecordKind::PendingSpan: return RecordDetails::tr("pending span");
    }
    return {};
}

QString evidenceText(const RepairNote& repair)
{
    QStringList reasons;
    const auto add = [&](RepairEvidence evidence, const QString& reason) {
        if (repair.evidence & evidence)
            reasons.append(reason);
    };
    add(kByAgent, RecordDetails::tr("same agent"));
    add(kByTime, RecordDetails::tr("begins within it"));
    add(kByRound, RecordDetails::tr("same round number"));
    add(kByToolCall, RecordDetails::tr("same tool call"));
    add(kByLogFiles, RecordDetails::tr("the log files say so"));
    return RecordDetails::tr("%1 (%2 % sure)").arg(reasons.join(QStringLiteral(", "))).arg(repair.confidence);
}

QString qualityText(TimeQuality quality)
{
    switch (quality) {
    case TimeQuality::Exact: return RecordDetails::tr("exact");
    case TimeQuality::LocalClock: return RecordDetails::tr("local clock, converted");
    case TimeQuality::Approximate: return RecordDetails::tr("approximate: taken from a neighbouring event");
    case TimeQuality::Inferred: return RecordDetails::tr("inferred from other facts");
    case TimeQuality::Open: return RecordDetails::tr("open: no end is recorded");
    }
    return {};
}

QString sourceText(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Local: return RecordDetails::tr("log folder");
    case SourceKind::Otlp: return RecordDetails::tr("OpenTelemetry");
    case SourceKind::Logfire: return RecordDetails::tr("Logfire");
    case SourceKind::File: return RecordDetails::tr("file");
    }
    return {};
}

QString levelText(std::uint8_t level)
{
    const QString name = level >= 21          ? RecordDetails::tr("fatal")
        : level >= level::kError   ? RecordDetails::tr("error")
        : level >= level::kWarning ? RecordDetails::tr("warning")
        : level >= 10              ? RecordDetails::tr("notice")
        : level >= level::kInfo    ? RecordDetails::tr("info")
        : level >= 5               ? RecordDetails::tr("debug")
                                   : RecordDetails::tr("trace");
    return RecordDetails::tr("%1 (%2)").arg(name).arg(level);
}

} // namespace

RecordDetails::RecordDetails(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::snapshotChanged, this, &RecordDetails::refresh);
    connect(&workspace.selection(), &Selection::changed, this, &RecordDetails::refresh);
}

RecordDetails::~RecordDetails() = default;

void RecordDetails::clear()
{
    m_name.clear();
    m_kind.clear();
    m_sourceFile.clear();
    m_sourcePlace.clear();
    m_runFolder.clear();
    m_agent = -1;
    m_isError = false;
    m_tiles.clear();
    m_shares.clear();
    m_facts.clear();
    m_texts.clear();
    m_textTitles.clear();
}

void RecordDetails::refresh()
{
    const auto& snapshot = m_workspace.snapshot();
    m_row = snapshot ? m_workspace.selection().row() : kNoRow;
    clear();
    if (!hasRecord()) {
        m_contentsJob.cancel();
        take({});
        return;
    }
    if (m_usageRevision != snapshot->revision() || m_usageLineage != m_workspace.lineage()) {
        m_usage = RowUsage(*snapshot);
        m_usageRevision = snapshot->revision();
        m_usageLineage = m_workspace.lineage();
    }
    fillHead(*snapshot);
    fillTiles(*snapshot);
    fillShares(*snapshot);
    fillSource(*snapshot);
    fillFacts(*snapshot);
    if (snapshot->attributes(m_row).size() + snapshot->rest(m_row).size() <= kQuickBytes) {
        m_contentsJob.cancel();
        take(contentsOf(*snapshot, m_row));
        return;
    }
    m_contentsJob.start([snapshot, row = m_row](const JobSlot::Run&) { return contentsOf(*snapshot, row); },
                        [this](Contents contents) { take(std::move(contents)); });
    take({});
}

RecordDetails::Contents RecordDetails::contentsOf(const TraceSnapshot& snapshot, RowId row)
{
    Contents contents;
    contents.attributes = AttributeModel::entriesOf(snapshot.attributes(row));
    contents.texts = textsOf(snapshot, row, contents.attributes);
    contents.raw = rawRecord(snapshot, row);
    return contents;
}

void RecordDetails::take(Contents contents)
{
    m_attributes.setEntries(std::move(contents.attributes));
    m_raw.setText(std::move(contents.raw));
    m_texts = std::move(contents.texts);
    m_textTitles.clear();
    for (const RecordText& text : m_texts)
        m_textTitles.append(text.title);
    Q_EMIT changed();
    setTextIndex(0);
}

void RecordDetails::fillHead(const TraceSnapshot& snapshot)
{
    m_name = toQString(snapshot.message(m_row).substr(0, 400)).simplified();
    m_kind = kindText(snapshot.kind(m_row));
    m_agent = agentOfLanes(snapshot).at(snapshot.lane(m_row));
    m_isError = snapshot.isError(m_row);
    if (snapshot.run(m_row) != kNoRun)
        m_runFolder = toQString(snapshot.runFacts(snapshot.run(m_row)).path);
}

void RecordDetails::fillTiles(const TraceSnapshot& snapshot)
{
    const bool isSpan = snapshot.kind(m_row) == RecordKind::Span || snapshot.kind(m_row) == RecordKind::PendingSpan;
    if (isSpan) {
        m_tiles.append(pair(tr("Duration"), formatDuration(snapshot.duration(m_row))));
        m_tiles.append(pair(tr("Self time"), formatDuration(snapshot.selfTime(m_row))));
    } else {
        m_tiles.append(pair(tr("At"), formatDuration(snapshot.start(m_row) - snapshot.minTime())));
    }
    const Usage* usage = m_usage.find(m_row);
    if (!usage)
        return;
    m_tiles.append(pair(tr("Cost"), formatCost(usage->costUsd)));
    m_tiles.append(pair(tr("Input"), formatCount(usage->inputTokens)));
    m_tiles.append(pair(tr("Output"), formatCount(usage->outputTokens)));
    const QString cached = usage->inputTokens > 0
        ? tr("%1 %").arg(100 * usage->cachedInputTokens / usage->inputTokens)
        : QString(kUnknown);
    m_tiles.append(pair(tr("Cached"), cached));
}

void RecordDetails::fillShares(const TraceSnapshot& snapshot)
{
    const double duration = double(snapshot.duration(m_row));
    if (duration <= 0 || !snapshot.hasChildren(m_row))
        return;
    const TimeShares shares = timeShares(snapshot, m_row);
    const auto add = [&](const QString& kind, const QString& label, TimeNs ns) {
        if (ns <= 0)
            return;
        const double fraction = double(ns) / duration;
        m_shares.append(QVariantMap{{QStringLiteral("kind"), kind},
                                    {QStringLiteral("label"), tr("%1 %2 %").arg(label).arg(qRound(100 * fraction))},
                                    {QStringLiteral("fraction"), fraction}});
    };
    add(QStringLiteral("models"), tr("Model calls"), shares.models);
    add(QStringLiteral("tools"), tr("Tools"), shares.tools);
    add(QStringLiteral("others"), tr("Children"), shares.others);
    add(QStringLiteral("self"), tr("Self"), shares.self);
}

void RecordDetails::fillFacts(const TraceSnapshot& snapshot)
{
    const auto add = [this](const QString& label, const QString& value) {
        if (!value.isEmpty())
            m_facts.append(pair(label, value));
    };
    add(tr("Kind"), m_kind);
    add(tr("Agent"), toQString(snapshot.agent(m_row)));
    add(tr("Level"), levelText(snapshot.level(m_row)));
    add(tr("Start (UTC)"), toQString(formatIsoUtc(snapshot.start(m_row))));
    if (snapshot.kind(m_row) == RecordKind::Span)
        add(tr("End (UTC)"), snapshot.isOpen(m_row) ? QString(kUnknown) : toQString(formatIsoUtc(snapshot.end(m_row))));
    add(tr("Times"), qualityText(snapshot.timeQuality(m_row)));
    const RowId parent = snapshot.parent(m_row);
    if (parent != kNoRow)
        add(tr("Parent"), toQString(snapshot.message(parent).substr(0, 200)).simplified());
    const RowId recorded = snapshot.recordedParent(m_row);
    if (recorded != parent)
        add(tr("Parent as recorded"), recorded == kNoRow ? tr("none") : toQString(snapshot.message(recorded).substr(0, 200)).simplified());
    if (const RepairNote* repair = snapshot.repair(m_row))
        add(tr("Repaired because"), evidenceText(*repair));
    if (snapshot.hasFlag(m_row, kIsOrphan))
        add(tr("Parent as recorded"), tr("%1, which is not among the records").arg(toQString(toHex(snapshot.parentSpanId(m_row)))));
    add(tr("Service"), toQString(snapshot.service(m_row)));
    add(tr("Trace id"), toQString(toHex(snapshot.trace(m_row))));
    add(tr("Span id"), toQString(toHex(snapshot.spanId(m_row))));
    add(tr("Source"), sourceText(snapshot.source(m_row).kind));
}

void RecordDetails::fillSource(const TraceSnapshot& snapshot)
{
    const SourceRef ref = snapshot.sourceRef(m_row);
    m_sourceFile = toQString(ref.file);
    m_sourcePlace = ref.line > 0 ? tr("line %1").arg(ref.line) : toQString(ref.pointer);
}

void RecordDetails::setTextIndex(int index)
{
    m_textIndex = index;
    Q_EMIT textIndexChanged();
    if (index < 0 || index >= static_cast<int>(m_texts.size())) {
        showText({});
        return;
    }
    const RecordText& text = m_texts[static_cast<std::size_t>(index)];
    if (text.file.isEmpty()) {
        showText(text.text);
        return;
    }
    m_readJob.start([file = text.file, folder = m_runFolder](const JobSlot::Run&) { return readRunFile(file, folder); },
                    [this](const QString& read) { showText(read); });
}

void RecordDetails::showText(const QString& text)
{
    m_readJob.cancel();
    m_text.setText(text);
    if (m_textIndex == 0 || text.isEmpty()) {
        m_preview = text.size() > kPreviewLength ? text.left(kPreviewLength) + QStringLiteral("…") : text;
        Q_EMIT previewChanged();
    }
}

void RecordDetails::selectParent()
{
    if (hasRecord() && m_workspace.snapshot()->parent(m_row) != kNoRow)
        m_workspace.selection().select(m_workspace.snapshot()->parent(m_row), Selection::Origin::Details);
}

void RecordDetails::copyText() const
{
    QGuiApplication::clipboard()->setText(m_text.wholeText());
}

void RecordDetails::copyRaw() const
{
    QGuiApplication::clipboard()->setText(m_raw.wholeText());
}

void RecordDetails::copyAttribute(int index) const
{
    QGuiApplication::clipboard()->setText(m_attributes.value(index));
}

void RecordDetails::openSourceFolder() const
{
    const QString file = QDir::isAbsolutePath(m_sourceFile) ? m_sourceFile : QDir(m_runFolder).filePath(m_sourceFile);
    const QString folder = QFileInfo(file).absolutePath();
    if (QFileInfo(folder).isDir())
        QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

} // namespace mgx
