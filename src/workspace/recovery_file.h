// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QLockFile>
#include <QString>
#include <QStringList>

namespace mgx {

/// A file of this window alone for what has no file of its own yet. A lock beside it says that the window lives; without one the
/// file was left by a crash.
class RecoveryFile
{
public:
    /// Takes a new name in the folder, which is made; an empty folder is the usual one.
    explicit RecoveryFile(const QString& folder = {});

    [[nodiscard]] const QString& path() const { return m_path; }
    /// What was written is not needed any more.
    void discard() const;

    /// Lets go of what was written, as if the window had crashed: it can be recovered.
    void leave() const;

    /// Files that crashed windows have left in the folder, newest first.
    [[nodiscard]] static QStringList abandoned(const QString& folder = {});

private:
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace mgx
