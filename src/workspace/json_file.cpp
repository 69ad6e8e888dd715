// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/json_file.h"

#include "ingest/json_repair.h"
#include "workspace/format.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace mgx {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("JsonFile", text);
}

/// More sentences than this say nothing more.
constexpr qsizetype kMaxProblems = 200;

/// Parses well-formed text; values that are nested too deep are dropped while they are read, so that they cost nothing.
Json parseBounded(std::string_view text, bool& wasTooDeep)
{
    const Json::parser_callback_t keep = [&](int depth, Json::parse_event_t event, Json&) {
        const bool opens = event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (!opens || depth < JsonFile::kMaxDepth)
            return true;
        wasTooDeep = true;
        return false;
    };
    return Json::parse(text, keep, false);
}

} // namespace

Result<JsonFile> parseJsonFile(std::string_view bytes)
{
    if (bytes.size() > static_cast<std::size_t>(JsonFile::kMaxBytes))
        return failure("is larger than 32 MB", {}, "such a file is not read");
    JsonFile file;
    bool wasTooDeep = false;
    file.root = parseBounded(bytes, wasTooDeep);
    if (file.root.is_discarded()) {
        const JsonRepair repair = repairJson(bytes);
        file.root = parseBounded(repair.text, wasTooDeep);
        file.problems.append(tr("the file is damaged (%1)").arg(toQString(repair.sentence())));
    }
    if (!file.root.is_object())
        return failure("holds no JSON object that could be read");
    if (wasTooDeep)
        file.problems.append(tr("values that are nested more than %1 deep were left out").arg(JsonFile::kMaxDepth));
    return file;
}

Result<std::string> readSmallFile(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure("is not there", utf8(path));
    if (!info.isFile()) // opening a pipe or a device could wait for ever
        return failure("is no ordinary file", utf8(path));
    if (info.size() > JsonFile::kMaxBytes)
        return failure("is larger than 32 MB", utf8(path), "such a file is not read");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure("cannot be read: " + utf8(file.errorString()), utf8(path));
    return file.read(JsonFile::kMaxBytes + 1).toStdString();
}

Result<JsonFile> readJsonFile(const QString& path)
{
    const Result<std::string> bytes = readSmallFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Result<JsonFile> file = parseJsonFile(*bytes);
    if (!file)
        return failure(file.error().what, utf8(path), file.error().advice);
    return file;
}

void JsonReader::say(const QString& sentence)
{
    if (m_problems.size() < kMaxProblems)
        m_problems.append(m_place.isEmpty() ? sentence : m_place + QStringLiteral(": ") + sentence);
}

void JsonReader::wrong(const char* key, const QString& what)
{
    say(tr("%1 was left out: %2").arg(QString::fromLatin1(key), what));
}

const Json* JsonReader::any(const char* key) const
{
    const auto found = m_object.find(key);
    return found == m_object.end() || found->is_null() ? nullptr : &*found;
}

QString JsonReader::text(const char* key, qsizetype most)
{
    const Json* value = any(key);
    if (!value)
        return {};
    if (!value->is_string()) {
        wrong(key, tr("it is no text"));
        return {};
    }
    const QString text = toQString(value->get_ref<const std::string&>());
    if (text.size() > most) {
        wrong(key, tr("it is too long"));
        return {};
    }
    return text;
}

QString JsonReader::line(const char* key, qsizetype most)
{
    const QString line = text(key, most);
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control; };
    if (std::any_of(line.begin(), line.end(), isControl)) {
        wrong(key, tr("it has control characters"));
        return {};
    }
    return line;
}

QStringList JsonReader::lines(const char* key, std::size_t mostItems, qsizetype most)
{
    QStringList result;
    const Json* value = any(key);
    if (!value)
        return result;
    if (!value->is_array()) {
        wrong(key, tr("it is no list"));
        return result;
    }
    for (const Json& item : *value) {
        const QString text = item.is_string() ? toQString(item.get_ref<const std::string&>()) : QString();
        if (!item.is_string() || text.size() > most || static_cast<std::size_t>(result.size()) >= mostItems) {
            wrong(key, tr("an entry is no text, is too long or there are too many"));
            break;
        }
        result.append(text);
    }
    return result;
}

qint64 JsonReader::integer(const char* key, qint64 fallback, qint64 least, qint64 most)
{
    const Json* value = any(key);
    if (!value)
        return fallback;
    const bool isHuge = value->is_number_unsigned() && value->get<std::uint64_t>() > std::uint64_t(INT64_MAX);
    if (!value->is_number_integer() || isHuge || value->get<qint64>() < least || value->get<qint64>() > most) {
        wrong(key, tr("it is no whole number in its range"));
        return fallback;
    }
    return value->get<qint64>();
}

bool JsonReader::boolean(const char* key, bool fallback)
{
    const Json* value = any(key);
    if (value && !value->is_boolean())
        wrong(key, tr("it is neither true nor false"));
    return value && value->is_boolean() ? value->get<bool>() : fallback;
}

std::vector<const Json*> JsonReader::objects(const char* key, std::size_t mostItems)
{
    std::vector<const Json*> result;
    const Json* value = any(key);
    if (!value)
        return result;
    if (!value->is_array()) {
        wrong(key, tr("it is no list"));
        return result;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
        if (result.size() == mostItems) {
            say(tr("%1: only the first %2 were kept").arg(QString::fromLatin1(key)).arg(mostItems));
            break;
        }
        if ((*value)[i].is_object())
            result.push_back(&(*value)[i]);
        else
            say(tr("%1, entry %2 was left out: it is no object").arg(QString::fromLatin1(key)).arg(i + 1));
    }
    return result;
}

const Json* JsonReader::object(const char* key)
{
    const Json* value = any(key);
    if (value && !value->is_object())
        wrong(key, tr("it is no object"));
    return value && value->is_object() ? value : nullptr;
}

std::string jsonText(const OrderedJson& json)
{
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

} // namespace mgx
