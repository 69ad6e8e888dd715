// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>
#include <string>
#include <vector>

namespace mgx {

/// Says when something below a folder changes: files that grow, are replaced or appear, folders that appear, at once by inotify.
/// Where inotify has reached its limits, or knows nothing of changes (network folders), it looks for itself: every 200 ms or every
/// 2 s. Copies of workspaces, repositories and symbolic links are not entered. Thread of the object. At most 2,000 folders.
class FolderWatch : public QObject
{
    Q_OBJECT

public:
    explicit FolderWatch(QObject* parent = nullptr);
    ~FolderWatch() override;

    /// Watches another folder as well; one that does not exist yet is waited for.
    void add(const std::string& folder);
    void clear();
    [[nodiscard]] bool isPolling() const { return m_isPolling; }
    /// As if inotify had reached its limit, for tests and for folders where it is known not to work.
    void usePolling();

Q_SIGNALS:
    void changed();

private:
    void watch(const std::string& folder, int depth);
    void readEvents();
    void look();
    [[nodiscard]] std::string fingerprint() const;

    int m_notify = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_timer;
    std::vector<std::string> m_roots;
    std::map<int, std::pair<std::string, int>> m_watches; ///< folder and depth
    std::string m_seen;
    bool m_isPolling = false;
};

} // namespace mgx
