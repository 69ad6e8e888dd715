// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "fusion/context_repair.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QQmlComponent>
#include <QQuickItem>
#include <QStandardPaths>

namespace mgx {

namespace {

/// Pictures and self-tests keep no launches and find none.
LaunchPlaces launchPlaces(const QString& scratch)
{
    LaunchPlaces places = LaunchDesk::usualPlaces();
    if (!scratch.isEmpty())
        places.launchFolder = (scratch + QStringLiteral("/launches")).toStdString();
    return places;
}

/// Where fetched runs are kept; nowhere that lasts if settings do not.
QString cacheFolder(const QString& settingsPath, const QTemporaryDir& scratch)
{
    const bool isLasting = settingsPath != QLatin1String("-");
    return (isLasting ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation) : scratch.path()) + QStringLiteral("/logfire");
}

/// A notification of the desktop, where it has the usual command for that.
void notify(const QString& sentence)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("notify-send"));
    if (!program.isEmpty())
        QProcess::startDetached(program, {QStringLiteral("--app-name=MassGen Trace Explorer"), QStringLiteral("--"),
                                          QCoreApplication::translate("Composition", "A run has ended"), sentence});
}

} // namespace

Composition::Composition(const QString& settingsPath)
    : m_settings(settingsPath), m_workspace({&listCatalog, &importRepaired}, m_settings), m_explorer(m_workspace, samplePath()),
      m_library(settingsPath), m_queries(m_workspace, m_library),
      m_charts(m_workspace, m_library, [this]() -> QueryEngine* { return m_queries.localEngine(); }),
      m_remote({m_workspace, m_queries, m_library}, settingsPath == QLatin1String("-") ? Keychain::Store::SessionOnly : Keychain::Store::System,
               cacheFolder(settingsPath, m_scratch)),
      m_session(m_workspace, m_library, settingsPath == QLatin1String("-") ? m_scratch.path() : QString()),
      m_sessionModel(m_workspace, m_session, *m_queries.tabs()),
      m_launcher(m_workspace, launchPlaces(settingsPath == QLatin1String("-") ? m_scratch.path() : QString())),
      m_engine(std::make_unique<QQmlEngine>())
{
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine->setNetworkAccessManagerFactory(&m_noNetwork);
    QObject::connect(m_engine.get(), &QQmlEngine::quit, qApp, &QCoreApplication::quit);
}

Composition::~Composition()
{
    m_root.reset();
    m_shellWindow.reset();
    m_engine.reset();
}

QObject* Composition::create(const QString& file)
{
    QQmlComponent component(m_engine.get(), QUrl(QStringLiteral("qrc:/qt/qml/Mgx/Shell/") + file));
    QObject* object = component.create();
    if (!object)
        qCritical("%s", qPrintable(component.errorString()));
    return object;
}

QQuickWindow* Composition::showWindow()
{
    m_root.reset(create(QStringLiteral("Main.qml")));
    auto* window = qobject_cast<QQuickWindow*>(m_root.get());
    if (window) {
        m_launcher.refresh(); // takes up runs that are still going on
        QObject::connect(&m_launcher, &LaunchDesk::ended, window, [window](const QString& sentence) {
            if (!window->isActive())
                notify(sentence);
        });
    }
    return window;
}

QQuickWindow* Composition::showShell(QSize size)
{
    m_root.reset(create(QStringLiteral("Shell.qml")));
    auto* shell = qobject_cast<QQuickItem*>(m_root.get());
    if (!shell)
        return nullptr;
    m_shellWindow = std::make_unique<QQuickWindow>();
    m_shellWindow->setFlag(Qt::WindowTransparentForInput); // wherever the mouse is, it does not show in a picture
    m_shellWindow->resize(size);
    shell->setParentItem(m_shellWindow->contentItem());
    shell->setSize(size);
    QObject::connect(m_shellWindow.get(), &QQuickWindow::widthChanged, shell, [this, shell] {
        shell->setSize(m_shellWindow->size());
    });
    QObject::connect(m_shellWindow.get(), &QQuickWindow::heightChanged, shell, [this, shell] {
        shell->setSize(m_shellWindow->size());
    });
    m_shellWindow->show();
    return m_shellWindow.get();
}

void Composition::showPage(const QString& page)
{
    if (!m_root)
        return;
    const bool isLogging = page == QLatin1String("logging"); // a page of the help
    m_root->setProperty("currentPage", isLogging ? QStringLiteral("help") : page);
    if (isLogging)
        m_root->setProperty("helpTopic", page);
}

QString Composition::samplePath()
{
    const QString beside = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/massgen-explorer/samples");
    for (const QString& folder : {beside, QStringLiteral(MGX_SAMPLES_DIR)}) {
        const QStringList samples = QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        if (!samples.isEmpty())
            return QDir(folder).canonicalPath() + QLatin1Char('/') + samples.first();
    }
    return {};
}

} // namespace mgx
