// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/query_store.h"

#include "workspace/format.h"
#include "workspace/safe_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <sys/stat.h>

namespace mgx {

namespace {

constexpr int kLockMs = 2000;

} // namespace

QueryStore::QueryStore(QString path) : m_path(std::move(path))
{
    refresh();
}

QueryStore::Stamp QueryStore::stamp() const
{
    struct stat now{};
    if (::stat(QFile::encodeName(m_path).constData(), &now) != 0)
        return {};
    return {now.st_ino, now.st_mtim.tv_sec, now.st_mtim.tv_nsec, now.st_size};
}

bool QueryStore::refresh()
{
    if (m_path == QLatin1String("-"))
        return false;
    const Stamp now = stamp();
    if (now == m_stamp)
        return false;
    m_stamp = now;
    m_file = {};
    m_isDamaged = false;
    if (now.inode == 0)
        return true;
    const Result<std::string> bytes = readSmallFile(m_path);
    Result<QueryFile> file = bytes ? parseQueryFile(*bytes, SavedQuery::Shelf::Own) : tl::unexpected(bytes.error());
    if (file)
        m_file = std::move(*file);
    else
        m_file.problems.append(toQString(file.error().sentence()));
    m_isDamaged = !m_file.problems.isEmpty();
    return true;
}

Result<void> QueryStore::keepCopy() const
{
    const QString copy = m_path + QDateTime::currentDateTimeUtc().toString(QStringLiteral("'.damaged-'yyyyMMdd-HHmmss"));
    if (QFile::exists(copy) || QFile::copy(m_path, copy))
        return {};
    return failure("is damaged, and no copy of it could be made, so it is not written", m_path.toStdString());
}

Result<void> QueryStore::change(const std::function<void(std::vector<SavedQuery>&)>& edit)
{
    if (m_path == QLatin1String("-")) {
        edit(m_file.queries);
        return {};
    }
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return failure("the folder cannot be made", QFileInfo(m_path).absolutePath().toStdString());
    QLockFile lock(m_path + QStringLiteral(".lock"));
    if (!lock.tryLock(kLockMs))
        return failure("another window is writing it", m_path.toStdString(), "try again");
    refresh();
    if (m_file.isNewer)
        return failure("was written by a later version of this application and is not changed", m_path.toStdString());
    if (m_isDamaged) {
        if (Result<void> kept = keepCopy(); !kept)
            return kept;
    }
    std::vector<SavedQuery> queries = m_file.queries;
    edit(queries);
    if (Result<void> written = writeSafely(m_path, queryFileText(queries)); !written)
        return written;
    m_file.queries = std::move(queries);
    m_file.problems.clear();
    m_isDamaged = false;
    m_stamp = stamp();
    return {};
}

} // namespace mgx
