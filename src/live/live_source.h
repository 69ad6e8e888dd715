// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "live/folder_watch.h"
#include "live/live_reader.h"

#include <memory>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <string>
#include <vector>

namespace mgx {

/// Follows a growing log folder and a receiver's journal: whenever something changes, it is read on the pool and published on the
/// thread of the object, at most every max(80 ms, 3 × what the last reading took). Never two readings at once.
class LiveSource : public QObject
{
    Q_OBJECT

public:
    explicit LiveSource(QObject* parent = nullptr);
    ~LiveSource() override;

    /// May be called again when more is known; an empty folder is none.
    void follow(const std::string& logFolder, const std::vector<std::string>& journal);
    /// Something has changed that no watch tells of.
    void touch();
    /// Reads once more and then says finished(), whatever the watches say.
    void finish();
    void stop();

    [[nodiscard]] const std::shared_ptr<const LivePicture>& picture() const { return m_picture; }
    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }

Q_SIGNALS:
    void published();
    void finished();

private:
    void schedule();
    void read();

    FolderWatch m_watch;
    QTimer m_delay;
    QElapsedTimer m_sinceRead;
    JobSlot m_job;
    std::shared_ptr<LiveReader> m_reader = std::make_shared<LiveReader>();
    std::shared_ptr<const LivePicture> m_picture;
    std::string m_logFolder;
    std::vector<std::string> m_journal;
    double m_lastSeconds = 0;
    bool m_isFollowing = false;
    bool m_isDirty = false;
    bool m_isFinishing = false;
};

} // namespace mgx
