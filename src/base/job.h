// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/cancel.h"

#include <functional>
#include <memory>
#include <mutex>
#include <QObject>
#include <type_traits>
#include <utility>

namespace mgx {

/// One kind of background work of one owner: at most one run of it counts. Starting again cancels the older run and makes its
/// result and everything it posts vanish; so does destroying the slot. Work runs on the global thread pool, what it posts and
/// its result arrive on the thread of the slot. The work must not touch the owner.
class JobSlot
{
public:
    /// What a running job may use, on its own thread.
    class Run
    {
    public:
        CancelToken cancel;
        /// Calls `function` on the slot's thread, in order, unless the run has been superseded by then.
        void post(std::function<void()> function) const;

    private:
        friend class JobSlot;
        struct Mailbox;
        std::shared_ptr<Mailbox> m_mailbox;
    };

    JobSlot();
    ~JobSlot();
    JobSlot(const JobSlot&) = delete;
    JobSlot& operator=(const JobSlot&) = delete;

    /// Starts `work(const Run&)` on the pool and hands what it returns to `done(result)` on this thread.
    template <class Work, class Done>
    void start(Work work, Done done)
    {
        const Run run = begin();
        launch([this, run, work = std::move(work), done = std::move(done)]() mutable {
            using Value = std::invoke_result_t<Work&, const Run&>;
            auto value = std::make_shared<Value>(work(run));
            run.post([this, value, done = std::move(done)]() mutable {
                end();
                done(std::move(*value));
            });
        });
    }
    /// Makes the current run vanish, if there is one.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_current != nullptr; }

private:
    [[nodiscard]] Run begin();
    void end();
    static void launch(std::function<void()> work);

    std::shared_ptr<Run::Mailbox> m_current; ///< null = nothing runs
    CancelToken m_cancel;
};

} // namespace mgx
