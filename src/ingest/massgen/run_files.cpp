// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/massgen/run_files.h"

#include "base/text.h"
#include "ingest/massgen/file_handle.h"

#include <algorithm>
#include <array>
#include <dirent.h>

namespace mgx {

namespace {

constexpr std::size_t kChunkBytes = std::size_t(1) << 20;

std::string_view withoutMark(std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    return text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text;
}

} // namespace

void RunFiles::warn(std::string_view file, std::string_view where, std::string_view sentence) const
{
    m_report->warn(nameOf(file), where, sentence);
}

void RunFiles::inform(std::string_view file, std::string_view where, std::string_view sentence) const
{
    m_report->add(Problem::Severity::Info, nameOf(file), where, sentence);
}

bool RunFiles::has(std::string_view relative) const
{
    return FileHandle(m_folder, relative).isOpen();
}

std::optional<std::uint64_t> RunFiles::sizeOf(std::string_view relative) const
{
    const FileHandle file(m_folder, relative);
    return file.isOpen() ? std::optional(file.size()) : std::nullopt;
}

TimeNs RunFiles::modifiedTime(std::string_view relative) const
{
    const FileHandle file(m_folder, relative);
    return file.isOpen() ? file.modifiedTime() : kNoTime;
}

std::optional<std::string> RunFiles::read(std::string_view relative) const
{
    const std::optional<std::uint64_t> size = sizeOf(relative);
    if (!size)
        return std::nullopt;
    if (*size > kMaxDocumentBytes)
        warn(relative, "byte " + std::to_string(kMaxDocumentBytes), "is larger than 512 MiB: read up to there");
    return readRange(relative, 0, kMaxDocumentBytes);
}

std::optional<std::string> RunFiles::readRange(std::string_view relative, std::uint64_t from, std::uint64_t bytes) const
{
    const FileHandle file(m_folder, relative);
    if (!file.isOpen())
        return std::nullopt;
    std::string text = file.read(from, bytes);
    m_report->bytes += text.size();
    return text;
}

std::optional<std::string> RunFiles::readText(std::string_view relative) const
{
    const std::optional<std::string> bytes = read(relative);
    if (!bytes)
        return std::nullopt;
    if (!isValidUtf8(*bytes))
        warn(relative, {}, "is not UTF-8: read as Windows-1252 where it does not fit");
    return toUtf8(withoutMark(*bytes));
}

std::optional<JsonDocument> RunFiles::readJson(std::string_view relative) const
{
    const std::optional<std::string> bytes = read(relative);
    if (!bytes)
        return std::nullopt;
    if (trimmed(*bytes).empty()) {
        warn(relative, {}, "is empty: its facts were taken from other files");
        return std::nullopt;
    }
    JsonDocument document;
    const JsonDocument::Outcome outcome = document.parse(withoutMark(*bytes));
    if (!outcome.isUsable) {
        warn(relative, {}, "is not JSON: its facts were taken from other files");
        return std::nullopt;
    }
    if (!outcome.repair.empty())
        warn(relative, {}, "is damaged: " + outcome.repair);
    if (!document.root().isObject()) {
        warn(relative, "#", "holds no JSON object: its facts were taken from other files");
        return std::nullopt;
    }
    return document;
}

void RunFiles::checkTypes(std::string_view file, std::string_view pointer, const JsonValue& object,
                          std::initializer_list<std::string_view> keys, JsonValue::Type type) const
{
    static constexpr std::array<std::string_view, 7> kNames{"nothing", "null",   "true or false", "a number",
                                                            "a text",  "a list", "an object"};
    for (const std::string_view key : keys) {
        const JsonValue::Type found = object[key].type();
        if (found == type || found == JsonValue::Type::Missing || found == JsonValue::Type::Null)
            continue;
        warn(file, '#' + std::string(pointer) + '/' + std::string(key),
             "is " + std::string(kNames[std::size_t(found)]) + " and not " + std::string(kNames[std::size_t(type)])
                 + ": not used");
    }
}

bool RunFiles::stream(std::string_view relative, const std::function<bool(std::string_view)>& onChunk) const
{
    const FileHandle file(m_folder, relative);
    if (!file.isOpen())
        return false;
    for (std::uint64_t at = 0;;) {
        const std::string chunk = file.read(at, kChunkBytes);
        if (chunk.empty())
            return true;
        at += chunk.size();
        m_report->bytes += chunk.size();
        if (!onChunk(chunk))
            return true;
    }
}

std::vector<std::string> RunFiles::folders(std::string_view relative) const
{
    return relative.empty() ? realFoldersIn(m_folder) : realFoldersIn(pathOf(relative));
}

std::vector<std::string> realFoldersIn(const std::string& path)
{
    std::vector<std::string> names;
    const FolderHandle folder(path);
    while (const dirent* entry = folder.next()) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != ".." && folder.isRealFolder(*entry))
            names.emplace_back(name);
    }
    std::sort(names.begin(), names.end(), naturalLess);
    return names;
}

} // namespace mgx
