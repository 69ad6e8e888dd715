// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/recovery_file.h"

#include "workspace/workspace_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUuid>

namespace mgx {

namespace {

QString folderOf(const QString& folder)
{
    return folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/massgen-explorer/recovery") : folder;
}

QString newPath(const QDir& dir)
{
    return dir.absoluteFilePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + kWorkspaceEnding);
}

std::unique_ptr<QLockFile> lockOf(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // held for as long as the process lives, however long that is
    return lock;
}

} // namespace

RecoveryFile::RecoveryFile(const QString& folder)
{
    const QDir dir(folderOf(folder));
    dir.mkpath(QStringLiteral("."));
    m_path = newPath(dir);
    m_lock = lockOf(m_path);
    (void)m_lock->tryLock(0);
}

void RecoveryFile::discard() const
{
    QFile::remove(m_path);
}

void RecoveryFile::leave() const
{
    QFile::rename(m_path, newPath(QFileInfo(m_path).dir()));
}

QStringList RecoveryFile::abandoned(const QString& folder)
{
    QStringList paths;
    const QDir dir(folderOf(folder));
    for (const QString& name : dir.entryList({QStringLiteral("*") + kWorkspaceEnding}, QDir::Files, QDir::Time)) {
        const QString path = dir.absoluteFilePath(name);
        if (lockOf(path)->tryLock(0)) // and lets go of it again
            paths.append(path);
    }
    return paths;
}

} // namespace mgx
