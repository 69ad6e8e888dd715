// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "workspace/logging_check.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>
#include <QVariantList>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class Workspace;

/// The pages of help, and what the open run says about the logging of MassGen. One per process.
class Guide : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// [{id, title}]
    Q_PROPERTY(QVariantList pages READ pages CONSTANT)
    /// [{pattern, sentence, where, state, verdict, problems, snippet, row, isInEveryRun}]; state: "good", "bad", "missing", "absent".
    Q_PROPERTY(QVariantList findings READ findings NOTIFY findingsChanged)
    Q_PROPERTY(QString verdict READ verdict NOTIFY findingsChanged)

public:
    explicit Guide(Workspace& workspace, QObject* parent = nullptr);
    ~Guide() override;
    static Guide* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] QVariantList pages() const;
    [[nodiscard]] QVariantList findings() const { return m_findings; }
    [[nodiscard]] QString verdict() const { return m_verdict; }

    /// [{kind: "heading" | "text" | "code" | "link", text, url}]
    Q_INVOKABLE QVariant blocks(const QString& page) const;
    /// Looks at the open run, in the background.
    Q_INVOKABLE void check();
    /// Shows a record that a finding is about.
    Q_INVOKABLE void select(int row);
    Q_INVOKABLE void copy(const QString& text) const;
    Q_INVOKABLE void openUrl(const QString& url) const;

Q_SIGNALS:
    void findingsChanged();

private:
    void take(const std::vector<LoggingFinding>& findings);

    Workspace& m_workspace;
    QVariantList m_findings;
    QString m_verdict;
    JobSlot m_job;
};

} // namespace mgx
