// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/session_model.h"

#include "models/query_tabs.h"
#include "workspace/format.h"

#include <QFileInfo>
#include <QQmlEngine>

namespace mgx {

namespace {

SessionModel* theSession = nullptr; ///< QML asks for its singletons through a static function

} // namespace

SessionModel::SessionModel(Workspace& workspace, WorkspaceSession& session, QueryTabs& tabs, QObject* parent)
    : QObject(parent), m_session(session), m_tabs(tabs), m_annotations(workspace, session)
{
    theSession = this;
    connect(&session, &WorkspaceSession::fileChanged, this, &SessionModel::changed);
    connect(&session, &WorkspaceSession::failed, this, &SessionModel::told);
    connect(&session, &WorkspaceSession::partsChanged, this, &SessionModel::takeTabs);
    connect(&tabs, &QueryTabs::edited, this, &SessionModel::giveTabs);
}

SessionModel::~SessionModel()
{
    if (theSession == this)
        theSession = nullptr;
}

SessionModel* SessionModel::create(QQmlEngine*, QJSEngine*)
{
    Q_ASSERT(theSession);
    QJSEngine::setObjectOwnership(theSession, QJSEngine::CppOwnership);
    QJSEngine::setObjectOwnership(theSession->annotations(), QJSEngine::CppOwnership);
    return theSession;
}

QString SessionModel::title() const
{
    return QFileInfo(path()).completeBaseName();
}

/// The file has brought other tabs than are shown.
void SessionModel::takeTabs()
{
    std::vector<QueryTabs::Tab> tabs;
    for (const QueryTab& tab : m_session.parts().tabs)
        tabs.push_back({tab.title, tab.sql, tab.cursor});
    if (tabs.empty() || tabs == m_tabs.tabs())
        return;
    m_isTaking = true;
    m_tabs.setTabs(std::move(tabs), m_session.parts().currentTab);
    m_isTaking = false;
}

void SessionModel::giveTabs()
{
    if (m_isTaking)
        return;
    m_session.edit([this](WorkspaceDocument& parts) {
        parts.tabs.clear();
        for (const QueryTabs::Tab& tab : m_tabs.tabs())
            parts.tabs.push_back({tab.title, tab.text, tab.cursor});
        parts.currentTab = m_tabs.current();
    });
}

bool SessionModel::save(bool isAllowed)
{
    if (path().isEmpty() || (needsConsent() && !isAllowed))
        return false;
    const Result<void> saved = m_session.save(isAllowed);
    Q_EMIT told(saved ? tr("Saved to %1.").arg(path()) : toQString(saved.error().sentence()));
    Q_EMIT changed();
    return true;
}

void SessionModel::saveAs(const QUrl& file)
{
    if (!file.isLocalFile())
        return;
    giveTabs();
    const Result<void> saved = m_session.saveAs(file.toLocalFile());
    Q_EMIT told(saved ? tr("Saved to %1.").arg(path()) : toQString(saved.error().sentence()));
    Q_EMIT changed();
}

void SessionModel::startNew()
{
    m_session.startNew();
    Q_EMIT changed();
}

void SessionModel::recover()
{
    const QStringList files = m_session.abandoned();
    if (files.isEmpty())
        return;
    const Result<void> recovered = m_session.recover(files.first());
    if (!recovered)
        Q_EMIT told(toQString(recovered.error().sentence()));
    Q_EMIT changed();
}

} // namespace mgx
