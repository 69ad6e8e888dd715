// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/job.h"
#include "models/report_lines.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <QUrl>

class QJSEngine;
class QQmlEngine;

namespace mgx {

class Workspace;

/// Reports about the open run: writes them, and opens one, whoever has written it, with each of its numbers compared with the run.
/// The rows are the lines of the opened report. Everything slow happens on the pool.
class ReportDesk : public QAbstractListModel
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Reports)
    QML_SINGLETON
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool hasReport READ hasReport NOTIFY changed)
    Q_PROPERTY(bool isBusy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(int right READ right NOTIFY changed)
    Q_PROPERTY(int wrong READ wrong NOTIFY changed)
    Q_PROPERTY(int unsupported READ unsupported NOTIFY changed)
    /// Show only lines with a mark of this kind: "", "wrong", "unsupported".
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY changed)
    /// Path of an ANALYSIS_REPORT.md that lies in the folder of the open run; empty = there is none.
    Q_PROPERTY(QString found READ found NOTIFY foundChanged)

public:
    enum Role { NumberRole = Qt::UserRole + 1, TextRole, KindRole, MarksRole };
    Q_ENUM(Role)

    explicit ReportDesk(Workspace& workspace, QObject* parent = nullptr);
    static ReportDesk* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return static_cast<int>(m_shown.size()); }
    [[nodiscard]] bool hasReport() const { return !m_path.isEmpty(); }
    [[nodiscard]] bool isBusy() const { return m_job.isRunning() || m_writeJob.isRunning(); }
    [[nodiscard]] QString title() const;
    [[nodiscard]] int right() const { return static_cast<int>(m_read.check.right); }
    [[nodiscard]] int wrong() const { return static_cast<int>(m_read.check.wrong); }
    [[nodiscard]] int unsupported() const { return static_cast<int>(m_read.check.unsupported); }
    [[nodiscard]] QString filter() const { return m_filter; }
    void setFilter(const QString& filter);
    [[nodiscard]] QString found() const { return m_found; }

    /// Writes the report of the open run as Markdown or, where the name ends in .html, as a page.
    Q_INVOKABLE void save(const QUrl& file);
    Q_INVOKABLE void open(const QUrl& file);
    Q_INVOKABLE void openFound();
    Q_INVOKABLE void close();
    /// Selects the record that a mark's figure is about.
    Q_INVOKABLE void select(int index, int mark);
    /// The statement that answers a mark's figure; empty = there is none.
    Q_INVOKABLE QString sqlOf(int index, int mark) const;

Q_SIGNALS:
    void changed();
    void foundChanged();
    void opened();
    /// One sentence for the person.
    void told(const QString& sentence);

private:
    void refresh();
    void read();
    void look();
    void show();
    [[nodiscard]] RunId openRun() const;
    [[nodiscard]] const ReportMark* markAt(int index, int mark) const;

    Workspace& m_workspace;
    QString m_path;   ///< of the opened report; empty = none
    ReportLines m_read;
    std::vector<std::size_t> m_shown; ///< lines that the filter lets through
    QString m_filter;
    QString m_found;
    bool m_isStale = false;
    JobSlot m_job;
    JobSlot m_writeJob;
    JobSlot m_lookJob;
};

} // namespace mgx
