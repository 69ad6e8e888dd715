// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/live_source.h"

#include <algorithm>

namespace mgx {

namespace {

constexpr qint64 kLeastMs = 80;
constexpr double kRest = 3; ///< times the last reading: three quarters of a core stay free

} // namespace

LiveSource::LiveSource(QObject* parent) : QObject(parent), m_picture(std::make_shared<LivePicture>())
{
    m_delay.setSingleShot(true);
    connect(&m_delay, &QTimer::timeout, this, &LiveSource::read);
    connect(&m_watch, &FolderWatch::changed, this, &LiveSource::touch);
}

LiveSource::~LiveSource() = default;

void LiveSource::follow(const std::string& logFolder, const std::vector<std::string>& journal)
{
    m_isFollowing = true;
    m_logFolder = logFolder;
    m_journal = journal;
    if (!logFolder.empty())
        m_watch.add(logFolder);
    touch();
}

void LiveSource::stop()
{
    m_isFollowing = false;
    m_watch.clear();
    m_delay.stop();
    m_job.cancel();
}

void LiveSource::touch()
{
    if (!m_isFollowing)
        return;
    m_isDirty = true;
    schedule();
}

void LiveSource::finish()
{
    m_isFinishing = true;
    m_isDirty = true;
    schedule();
}

void LiveSource::schedule()
{
    if (m_job.isRunning() || m_delay.isActive())
        return; // the end of the reading looks again
    const qint64 rest = std::max(kLeastMs, static_cast<qint64>(kRest * 1000 * m_lastSeconds));
    const qint64 passed = m_sinceRead.isValid() ? m_sinceRead.elapsed() : rest;
    m_delay.start(m_isFinishing ? 0 : static_cast<int>(std::max<qint64>(0, rest - passed)));
}

void LiveSource::read()
{
    m_isDirty = false;
    const bool isLast = m_isFinishing;
    m_job.start(
        [reader = m_reader, folder = m_logFolder, journal = m_journal](const JobSlot::Run& run) {
            return std::make_shared<const LivePicture>(reader->read(folder, journal, run.cancel));
        },
        [this, isLast](std::shared_ptr<const LivePicture> picture) {
            m_picture = std::move(picture);
            m_lastSeconds = m_picture->seconds;
            m_sinceRead.start();
            Q_EMIT published();
            if (isLast) {
                stop();
                Q_EMIT finished();
            } else if (m_isDirty) {
                schedule();
            }
        });
}

} // namespace mgx
