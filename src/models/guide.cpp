// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/guide.h"

#include "workspace/format.h"
#include "workspace/help_pages.h"
#include "workspace/workspace.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QUrl>

namespace mgx {

namespace {

Guide* theGuide = nullptr;

QString kindWord(HelpBlock::Kind kind)
{
    switch (kind) {
    case HelpBlock::Kind::Heading: return QStringLiteral("heading");
    case HelpBlock::Kind::Code: return QStringLiteral("code");
    case HelpBlock::Kind::Link: return QStringLiteral("link");
    default: return QStringLiteral("text");
    }
}

QStringList problemsOf(const LoggingFinding& finding)
{
    QStringList problems;
    for (const auto& [key, count] : finding.missing)
        problems.append(Guide::tr("%1 of %2 have no %3").arg(count).arg(finding.count).arg(toQString(key)));
    if (finding.misNested > 0)
        problems.append(Guide::tr("%1 are recorded below the wrong span").arg(finding.misNested));
    if (finding.truncated > 0)
        problems.append(Guide::tr("%1 have a text that was cut or scrubbed").arg(finding.truncated));
    return problems;
}

} // namespace

Guide::Guide(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    theGuide = this;
    connect(&workspace, &Workspace::snapshotChanged, this, [this] {
        if (!m_findings.isEmpty())
            check(); // somebody is looking at it
    });
}

Guide::~Guide()
{
    if (theGuide == this)
        theGuide = nullptr;
}

Guide* Guide::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theGuide);
    QJSEngine::setObjectOwnership(theGuide, QJSEngine::CppOwnership);
    return theGuide;
}

QVariantList Guide::pages() const
{
    QVariantList list;
    for (const HelpPage& page : helpPages())
        list.append(QVariantMap{{QStringLiteral("id"), page.id}, {QStringLiteral("title"), page.title}});
    return list;
}

QVariant Guide::blocks(const QString& id) const
{
    QVariantList list;
    for (const HelpPage& page : helpPages()) {
        if (page.id != id)
            continue;
        for (const HelpBlock& block : page.blocks)
            list.append(QVariantMap{{QStringLiteral("kind"), kindWord(block.kind)}, {QStringLiteral("text"), block.text}, {QStringLiteral("url"), block.url}});
    }
    return list;
}

void Guide::check()
{
    if (!m_workspace.snapshot()) {
        take({});
        return;
    }
    m_job.start([snapshot = m_workspace.snapshot()](const JobSlot::Run& run) { return checkLogging(*snapshot, run.cancel); },
                [this](const std::vector<LoggingFinding>& findings) { take(findings); });
}

void Guide::take(const std::vector<LoggingFinding>& findings)
{
    m_findings.clear();
    int good = 0;
    int bad = 0;
    int missing = 0;
    for (const LoggingFinding& finding : findings) {
        const ExpectedRecord& expected = expectedRecords()[finding.expected];
        const bool isThere = finding.count > 0;
        const QString state = !isThere ? (expected.isInEveryRun ? QStringLiteral("missing") : QStringLiteral("absent"))
                                       : finding.isGood() ? QStringLiteral("good") : QStringLiteral("bad");
        good += state == QLatin1String("good") ? 1 : 0;
        bad += state == QLatin1String("bad") ? 1 : 0;
        missing += state == QLatin1String("missing") ? 1 : 0;
        m_findings.append(QVariantMap{{QStringLiteral("pattern"), toQString(expected.pattern)},
                                      {QStringLiteral("sentence"), toQString(expected.sentence)},
                                      {QStringLiteral("where"), toQString(expected.where)},
                                      {QStringLiteral("state"), state},
                                      {QStringLiteral("count"), static_cast<int>(finding.count)},
                                      {QStringLiteral("problems"), problemsOf(finding).join(QStringLiteral("; "))},
                                      {QStringLiteral("snippet"), toQString(expected.snippet)},
                                      {QStringLiteral("row"), finding.example == kNoRow ? -1 : static_cast<int>(finding.example)}});
    }
    m_verdict = findings.empty() ? tr("Open a run to see what its logging lacks.")
                                 : tr("%1 kinds of records are complete, %2 have gaps, %3 that every run should have are missing.").arg(good).arg(bad).arg(missing);
    Q_EMIT findingsChanged();
}

void Guide::select(int row)
{
    const auto& snapshot = m_workspace.snapshot();
    if (snapshot && row >= 0 && static_cast<RowId>(row) < snapshot->rowCount())
        m_workspace.selection().select(static_cast<RowId>(row), Selection::Origin::Problems);
}

void Guide::copy(const QString& text) const
{
    QGuiApplication::clipboard()->setText(text);
}

void Guide::openUrl(const QString& url) const
{
    QDesktopServices::openUrl(QUrl(url));
}

} // namespace mgx
