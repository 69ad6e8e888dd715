// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/query_file.h"

#include <cstdint>
#include <functional>

namespace mgx {

/// The person's own queries in one file that several windows may share: a change takes a lock, reads what others have written in
/// the meantime, and writes crash-safe. A file that is damaged is copied aside before it is written again, one of a later version
/// is never written. GUI thread; a change blocks for the time of two flushes.
class QueryStore
{
public:
    /// "-" keeps everything in memory.
    explicit QueryStore(QString path);

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] const std::vector<SavedQuery>& queries() const { return m_file.queries; }
    [[nodiscard]] const QStringList& problems() const { return m_file.problems; }
    /// Reads the file again if it is another one than the last time; true if so.
    bool refresh();
    [[nodiscard]] Result<void> change(const std::function<void(std::vector<SavedQuery>&)>& edit);

private:
    struct Stamp
    {
        std::uint64_t inode = 0; ///< another one after every crash-safe write; 0: there is no file
        std::int64_t seconds = 0;
        std::int64_t nanoseconds = 0;
        std::int64_t bytes = 0;
        bool operator==(const Stamp&) const = default;
    };

    [[nodiscard]] Stamp stamp() const;
    [[nodiscard]] Result<void> keepCopy() const;

    QString m_path;
    Stamp m_stamp;
    QueryFile m_file;
    bool m_isDamaged = false; ///< something of what is on disk is not in m_file
};

} // namespace mgx
