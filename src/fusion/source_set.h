// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"
#include "ingest/catalog.h"

#include <vector>

namespace mgx {

/// The sources that are shown on one timeline, each of which can be switched off. `combine` fuses those that are on; a single one
/// is shown as it is. Values, no signals: who owns it says when it has changed. Copies are cheap (snapshots are shared), so that
/// `combine` can run on another thread.
class SourceSet
{
public:
    struct Source
    {
        CatalogItem item;
        Imported imported;
        bool isOn = true;
    };

    /// Adds a source, or replaces the one of the same path; it keeps its switch.
    void add(const CatalogItem& item, Imported imported);
    void remove(const std::string& path);
    /// False if there is no such source.
    bool setOn(const std::string& path, bool isOn);
    void clear() { m_sources.clear(); }

    [[nodiscard]] const std::vector<Source>& sources() const { return m_sources; }
    /// What is on, as one picture with the reports of all; without a snapshot if nothing is. O(n log n) for several.
    [[nodiscard]] Imported combine(const CancelToken& cancel = {}) const;

private:
    std::vector<Source> m_sources;
};

} // namespace mgx
