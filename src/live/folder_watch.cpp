// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/folder_watch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <functional>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mgx {

namespace {

namespace fs = std::filesystem;

constexpr int kDepth = 7;
constexpr std::size_t kMostFolders = 2000;
constexpr int kPollMs = 200;
constexpr int kSafetyMs = 2000;

/// Folders that agents fill and that tell nothing about the course of the run.
bool isEntered(const std::string& name)
{
    return name != "workspace" && name != "agent_outputs" && name != "node_modules" && !name.starts_with('.');
}

/// MassGen's own log and those of servers grow all the time and are not read.
bool isRead(std::string_view name)
{
    return !name.ends_with(".log");
}

void forEachEntry(const std::string& folder, int depth, const std::function<void(const fs::directory_entry&, int)>& onEntry)
{
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code none;
        const bool isFolder = at->is_directory(none) && !at->is_symlink(none);
        onEntry(*at, depth);
        if (isFolder && depth < kDepth && isEntered(at->path().filename().string()))
            forEachEntry(at->path().string(), depth + 1, onEntry);
    }
}

} // namespace

FolderWatch::FolderWatch(QObject* parent) : QObject(parent)
{
    m_notify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    m_isPolling = m_notify < 0;
    if (!m_isPolling) {
        m_notifier = std::make_unique<QSocketNotifier>(m_notify, QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, &FolderWatch::readEvents);
    }
    connect(&m_timer, &QTimer::timeout, this, &FolderWatch::look);
}

FolderWatch::~FolderWatch()
{
    m_notifier.reset();
    if (m_notify >= 0)
        ::close(m_notify);
}

void FolderWatch::usePolling()
{
    m_isPolling = true;
    m_notifier.reset();
    m_timer.start(kPollMs);
}

void FolderWatch::add(const std::string& folder)
{
    if (std::find(m_roots.begin(), m_roots.end(), folder) != m_roots.end())
        return;
    m_roots.push_back(folder);
    watch(folder, 0);
    m_seen = fingerprint();
    m_timer.start(m_isPolling ? kPollMs : kSafetyMs);
}

void FolderWatch::clear()
{
    for (const auto& [id, folder] : m_watches)
        ::inotify_rm_watch(m_notify, id);
    m_watches.clear();
    m_roots.clear();
    m_timer.stop();
}

void FolderWatch::watch(const std::string& folder, int depth)
{
    if (m_isPolling || m_watches.size() >= kMostFolders)
        return;
    constexpr std::uint32_t kEvents = IN_CREATE | IN_MOVED_TO | IN_MODIFY | IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_ONLYDIR
                                      | IN_DONT_FOLLOW;
    const int id = ::inotify_add_watch(m_notify, folder.c_str(), kEvents);
    if (id < 0) {
        if (errno == ENOSPC || errno == ENOMEM)
            usePolling();
        return; // not there yet: the timer finds it
    }
    m_watches[id] = {folder, depth};
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code none;
        if (depth < kDepth && at->is_directory(none) && !at->is_symlink(none) && isEntered(at->path().filename().string()))
            watch(at->path().string(), depth + 1);
    }
}

void FolderWatch::readEvents()
{
    alignas(inotify_event) std::array<char, 16 << 10> bytes{};
    bool hasChanged = false;
    for (;;) {
        const ssize_t got = ::read(m_notify, bytes.data(), bytes.size());
        if (got <= 0)
            break;
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            const auto* event = reinterpret_cast<const inotify_event*>(bytes.data() + at);
            at += sizeof(inotify_event) + event->len;
            const std::string name = event->len > 0 ? event->name : "";
            const auto place = m_watches.find(event->wd);
            if (event->mask & IN_IGNORED) {
                m_watches.erase(event->wd);
                continue;
            }
            if ((event->mask & IN_ISDIR) && (event->mask & (IN_CREATE | IN_MOVED_TO)) && place != m_watches.end()
                && place->second.second < kDepth && isEntered(name))
                watch(place->second.first + '/' + name, place->second.second + 1);
            hasChanged |= name.empty() || isRead(name);
        }
    }
    if (hasChanged)
        Q_EMIT changed();
}

std::string FolderWatch::fingerprint() const
{
    std::string text;
    for (const std::string& root : m_roots) {
        std::error_code error;
        text += fs::exists(root, error) ? '+' : '-';
        forEachEntry(root, 0, [&](const fs::directory_entry& entry, int) {
            struct stat info = {};
            const std::string path = entry.path().string();
            if (!isRead(path) || ::lstat(path.c_str(), &info) != 0)
                return;
            const std::array<std::int64_t, 4> facts = {std::int64_t(info.st_ino), std::int64_t(info.st_size), info.st_mtim.tv_sec,
                                                       info.st_mtim.tv_nsec};
            text.append(reinterpret_cast<const char*>(facts.data()), sizeof facts);
        });
    }
    return text;
}

void FolderWatch::look()
{
    for (const std::string& root : m_roots) {
        const bool isWatched = std::any_of(m_watches.begin(), m_watches.end(), [&](const auto& w) { return w.second.first == root; });
        if (!isWatched && !m_isPolling)
            watch(root, 0);
    }
    std::string now = fingerprint();
    if (now != m_seen) {
        m_seen = std::move(now);
        Q_EMIT changed();
    }
}

} // namespace mgx
