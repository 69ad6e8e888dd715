// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace_document.h"

#include <functional>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace mgx {

/// Writes a document soon after it has changed: kDelayMs after the first change, however many follow, so that a crash loses less
/// than a second. The document is taken on the thread of this object and written on another one, one at a time and in order.
class Autosave : public QObject
{
    Q_OBJECT

public:
    static constexpr int kDelayMs = 400;

    explicit Autosave(std::function<WorkspaceDocument()> take, QObject* parent = nullptr);
    /// Writes what is not written yet.
    ~Autosave() override;

    [[nodiscard]] const QString& path() const { return m_path; }
    /// Where it is written from now on; empty: nowhere. What is not written yet goes to the path before.
    void setPath(const QString& path);

    /// The document has changed.
    void touch();
    /// Writes now and waits for it. Does nothing if everything is written.
    Result<void> flush();
    [[nodiscard]] bool isSaved() const { return !m_isDirty && !m_isWriting; }

Q_SIGNALS:
    void saved(const QString& path);
    /// Said once until saving works again.
    void failed(const QString& sentence);

private:
    void start();
    void finish(const QString& path, const Result<void>& result);

    std::function<WorkspaceDocument()> m_take;
    QString m_path;
    QTimer m_timer;
    QThreadPool m_pool;
    bool m_isDirty = false;
    bool m_isWriting = false;
    bool m_hasFailed = false;
};

} // namespace mgx
