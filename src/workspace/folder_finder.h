// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"

#include <QObject>
#include <QStringList>

namespace mgx {

/// What a look around may cost.
struct FinderLimits
{
    int depth = 5;           ///< folders below a starting folder
    int folders = 20'000;    ///< looked into in all
    qint64 milliseconds = 5000;
    int found = 50;
};

/// The `.massgen` folders below some folders, nearest first. Follows no symbolic link, leaves out hidden folders and the usual
/// heaps of generated files. Any thread.
[[nodiscard]] QStringList findMassgenFolders(const QStringList& starts, const FinderLimits& limits, const CancelToken& cancel);

/// Looks for `.massgen` folders on the pool, when asked.
class FolderFinder : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool isRunning READ isRunning NOTIFY changed)
    Q_PROPERTY(bool isDone READ isDone NOTIFY changed)
    Q_PROPERTY(QStringList found READ found NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] bool isRunning() const { return m_job.isRunning(); }
    /// It has looked at least once.
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] QStringList found() const { return m_found; }

    void start(const QStringList& folders);

Q_SIGNALS:
    void changed();

private:
    QStringList m_found;
    bool m_isDone = false;
    JobSlot m_job;
};

} // namespace mgx
