// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/annotation_model.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class QueryTabs;

/// The workspace file as QML sees it, and what ties the query tabs to it. One per process.
class SessionModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Session)
    QML_SINGLETON
    Q_PROPERTY(mgx::AnnotationModel* annotations READ annotations CONSTANT)
    /// Of the file; empty: none yet.
    Q_PROPERTY(QString path READ path NOTIFY changed)
    /// Name of the file without folder and ending; empty: none yet.
    Q_PROPERTY(QString title READ title NOTIFY changed)
    /// Saving would lose something of the file, which only an explicit yes allows.
    Q_PROPERTY(bool needsConsent READ needsConsent NOTIFY changed)
    /// What of the file could not be read, a sentence a line.
    Q_PROPERTY(QString leftOut READ leftOut NOTIFY changed)
    /// Work that a crash has left behind.
    Q_PROPERTY(int abandonedCount READ abandonedCount NOTIFY changed)

public:
    SessionModel(Workspace& workspace, WorkspaceSession& session, QueryTabs& tabs, QObject* parent = nullptr);
    ~SessionModel() override;
    static SessionModel* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] AnnotationModel* annotations() { return &m_annotations; }
    [[nodiscard]] QString path() const { return m_session.path(); }
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool needsConsent() const { return !m_session.mayOverwrite(); }
    [[nodiscard]] QString leftOut() const { return m_session.leftOut().join(QLatin1Char('\n')); }
    [[nodiscard]] int abandonedCount() const { return static_cast<int>(m_session.abandoned().size()); }

    /// Writes the file. False if there is none yet or it needs consent: ask, then saveAs() or save(true).
    Q_INVOKABLE bool save(bool isAllowed = false);
    Q_INVOKABLE void saveAs(const QUrl& file);
    Q_INVOKABLE void startNew();
    /// Opens the newest work that a crash has left behind.
    Q_INVOKABLE void recover();

Q_SIGNALS:
    void changed();
    /// What was done, or why not.
    void told(const QString& sentence);

private:
    void takeTabs();
    void giveTabs();

    WorkspaceSession& m_session;
    QueryTabs& m_tabs;
    AnnotationModel m_annotations;
    bool m_isTaking = false; ///< tabs come from the file just now
};

} // namespace mgx
