// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <QThreadPool>
#include <utility>

namespace mgx {

/// Work on the pool whose results come back in the order in which it was handed in. Where the pool has no thread free, the one
/// who asks for a result does the work itself: it never waits for work that nobody has begun, so pools of any size do.
/// One owner thread; `work` runs on any thread, several at a time.
template <class In, class Out>
class OrderedWork
{
public:
    explicit OrderedWork(std::function<Out(In&)> work) : m_work(std::make_shared<const std::function<Out(In&)>>(std::move(work))) {}
    ~OrderedWork()
    {
        for (const auto& task : m_tasks) {
            if (task->isClaimed.exchange(true))
                task->result.wait(); // it may look at what belongs to the owner
        }
    }
    OrderedWork(const OrderedWork&) = delete;
    OrderedWork& operator=(const OrderedWork&) = delete;

    void push(In in)
    {
        auto task = std::make_shared<Task>(std::move(in));
        m_tasks.push_back(task);
        QThreadPool::globalInstance()->start([task = std::move(task), work = m_work] { claim(*task, *work); });
    }

    /// Hands the oldest results to `take` until at most `keep` are left.
    template <class Take>
    void drain(std::size_t keep, Take&& take)
    {
        while (m_tasks.size() > keep) {
            const auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            claim(*task, *m_work);
            Out out = task->result.get();
            take(out);
        }
    }

private:
    struct Task
    {
        explicit Task(In input) : in(std::move(input)), result(promise.get_future()) {}
        In in;
        std::atomic_bool isClaimed = false;
        std::promise<Out> promise;
        std::future<Out> result;
    };

    static void claim(Task& task, const std::function<Out(In&)>& work)
    {
        if (!task.isClaimed.exchange(true))
            task.promise.set_value(work(task.in));
    }

    std::shared_ptr<const std::function<Out(In&)>> m_work;
    std::deque<std::shared_ptr<Task>> m_tasks;
};

} // namespace mgx
