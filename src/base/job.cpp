// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/job.h"

#include <QThreadPool>
#include <utility>

namespace mgx {

/// Where a run's posts go. The receiver lives on the slot's thread; once the run is superseded it is gone, and the calls that
/// are still queued with it.
struct JobSlot::Run::Mailbox
{
    std::mutex mutex;
    std::unique_ptr<QObject> receiver = std::make_unique<QObject>(); ///< guarded: posting needs it alive
    bool isDelivering = false; ///< the slot's thread only, as the next
    bool isClosed = false;

    void deliver(const std::function<void()>& function)
    {
        if (isClosed)
            return;
        isDelivering = true;
        function();
        isDelivering = false;
    }

    void close()
    {
        isClosed = true;
        const std::lock_guard lock(mutex);
        if (isDelivering) // the receiver is being sent the very call that closes it
            receiver.release()->deleteLater();
        else
            receiver.reset();
    }
};

void JobSlot::Run::post(std::function<void()> function) const
{
    const std::lock_guard lock(m_mailbox->mutex);
    if (!m_mailbox->receiver)
        return;
    QMetaObject::invokeMethod(
        m_mailbox->receiver.get(),
        [mailbox = m_mailbox, function = std::move(function)] { mailbox->deliver(function); }, Qt::QueuedConnection);
}

JobSlot::JobSlot() = default;

JobSlot::~JobSlot()
{
    cancel();
}

JobSlot::Run JobSlot::begin()
{
    cancel();
    Run run;
    run.m_mailbox = std::make_shared<Run::Mailbox>();
    m_current = run.m_mailbox;
    m_cancel = run.cancel;
    return run;
}

void JobSlot::end()
{
    std::exchange(m_current, nullptr)->close();
}

void JobSlot::cancel()
{
    if (!m_current)
        return;
    m_cancel.cancel();
    std::exchange(m_current, nullptr)->close();
}

void JobSlot::launch(std::function<void()> work)
{
    QThreadPool::globalInstance()->start(std::move(work));
}

} // namespace mgx
