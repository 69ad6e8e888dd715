// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/safe_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>
#include <unistd.h>

namespace mgx {

namespace {

tl::unexpected<Error> cannot(const char* what, const QString& path)
{
    return failure(std::string(what) + ": " + std::strerror(errno), path.toStdString());
}

/// The file that a symbolic link leads to, so that the link stays.
QString targetOf(const QString& path)
{
    const QFileInfo info(path);
    const QString target = info.isSymLink() ? info.canonicalFilePath() : QString();
    return target.isEmpty() ? info.absoluteFilePath() : target;
}

/// What a writer that was killed has left here. Another process may be writing this very moment: only old ones go.
void removeLeftovers(const QFileInfo& target)
{
    const QDir folder = target.absoluteDir();
    const QDateTime old = QDateTime::currentDateTime().addSecs(-60);
    const QString pattern = QStringLiteral(".%1.??????.part").arg(target.fileName());
    for (const QFileInfo& left : folder.entryInfoList({pattern}, QDir::Files | QDir::Hidden)) {
        if (left.lastModified() < old)
            QFile::remove(left.absoluteFilePath());
    }
}

bool writeAll(int file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return false;
        bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

void flushFolder(const QByteArray& folder)
{
    const int descriptor = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)::fsync(descriptor); // some file systems cannot: the rename has happened all the same
    ::close(descriptor);
}

} // namespace

Result<void> writeSafely(const QString& path, std::string_view bytes)
{
    const QFileInfo target(targetOf(path));
    if (target.exists() && !target.isFile())
        return failure("is no ordinary file", path.toStdString(), "choose another name");
    if (target.exists() && !target.isWritable()) // renaming would replace what somebody has protected
        return failure("is write-protected", path.toStdString(), "save it under another name");
    if (!QDir().mkpath(target.absolutePath()))
        return failure("the folder cannot be made", target.absolutePath().toStdString());
    removeLeftovers(target);
    const QByteArray name = QFile::encodeName(target.absoluteFilePath());
    const QByteArray folder = QFile::encodeName(target.absolutePath());
    QByteArray part = folder + "/." + QFile::encodeName(target.fileName()) + ".XXXXXX.part";
    const int file = ::mkostemps(part.data(), 5, O_CLOEXEC);
    if (file < 0)
        return cannot("cannot be written", path);
    struct stat before{};
    if (::stat(name.constData(), &before) == 0)
        (void)::fchmod(file, before.st_mode & 07777);
    const bool isWritten = writeAll(file, bytes) && ::fsync(file) == 0;
    const int writeError = errno;
    const bool isClosed = ::close(file) == 0;
    if (!isWritten || !isClosed || std::rename(part.constData(), name.constData()) != 0) {
        const int error = isWritten ? errno : writeError;
        ::unlink(part.constData());
        errno = error;
        return cannot("cannot be written", path);
    }
    flushFolder(folder);
    return {};
}

} // namespace mgx
