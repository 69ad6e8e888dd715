// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/autosave.h"

#include "workspace/format.h"
#include "workspace/workspace_file.h"

namespace mgx {

Autosave::Autosave(std::function<WorkspaceDocument()> take, QObject* parent) : QObject(parent), m_take(std::move(take))
{
    m_pool.setMaxThreadCount(1); // in order: an older document never comes after a newer one
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::start);
}

Autosave::~Autosave()
{
    (void)flush();
    m_pool.waitForDone();
}

void Autosave::setPath(const QString& path)
{
    if (path == m_path)
        return;
    if (m_isDirty)
        (void)flush();
    m_path = path;
    m_hasFailed = false;
}

void Autosave::touch()
{
    m_isDirty = true;
    if (!m_path.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void Autosave::start()
{
    if (m_path.isEmpty() || !m_isDirty || m_isWriting) // finish() goes on
        return;
    m_isDirty = false;
    m_isWriting = true;
    m_pool.start([this, path = m_path, document = m_take()] {
        const Result<void> result = writeWorkspace(path, document);
        // `this` is there: the destructor waits for the pool.
        QMetaObject::invokeMethod(this, [this, path, result] { finish(path, result); }, Qt::QueuedConnection);
    });
}

void Autosave::finish(const QString& path, const Result<void>& result)
{
    m_isWriting = false;
    if (result) {
        m_hasFailed = false;
        Q_EMIT saved(path);
    } else if (path == m_path) {
        m_isDirty = true;
        if (!std::exchange(m_hasFailed, true))
            Q_EMIT failed(toQString(result.error().sentence()));
        return; // the next change tries again
    }
    if (m_isDirty && !m_timer.isActive() && !m_path.isEmpty())
        m_timer.start();
}

Result<void> Autosave::flush()
{
    m_timer.stop();
    m_pool.waitForDone();
    // How a write ended that was under way is not known here yet: once more is right in any case.
    if (isSaved() || m_path.isEmpty())
        return {};
    const Result<void> result = writeWorkspace(m_path, m_take());
    m_isDirty = !result;
    if (result)
        Q_EMIT saved(m_path);
    return result;
}

} // namespace mgx
