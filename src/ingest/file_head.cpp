// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/file_head.h"

#include "base/text.h"
#include "ingest/json_documents.h"

namespace mgx {

namespace {

/// Notes where members are, some levels deep.
class PathCollector final : public JsonVisitor
{
public:
    explicit PathCollector(std::set<std::string>& paths) : m_paths(paths) { m_places.emplace_back(); }

    int enter(int place, std::string_view key, bool isArray) override
    {
        if (m_places.size() > kMaxPlaces || m_paths.size() > kMaxPaths)
            return kWhole;
        Place next;
        next.path = pathOf(place, key);
        next.depth = m_places[std::size_t(place)].depth + 1;
        note(next.path);
        if (isArray)
            next.path += "[]";
        if (next.depth > kMaxDepth)
            return kWhole;
        m_places.push_back(std::move(next));
        return static_cast<int>(m_places.size() - 1);
    }
    void leave(int) override {}
    void value(int place, std::string_view key, const JsonPiece&) override { note(pathOf(place, key)); }
    void damage(std::uint64_t, std::string_view) override {}

private:
    static constexpr std::size_t kMaxPlaces = 20'000;
    static constexpr std::size_t kMaxPaths = 2'000;
    static constexpr int kMaxDepth = 7;

    struct Place
    {
        std::string path;
        int depth = 0;
    };

    std::string pathOf(int place, std::string_view key) const
    {
        const std::string& parent = m_places[std::size_t(place)].path;
        if (key.empty())
            return parent;
        return parent.empty() ? std::string(key) : parent + '.' + std::string(key);
    }
    void note(const std::string& path)
    {
        if (!path.empty() && path.size() < 200)
            m_paths.insert(path);
    }

    std::set<std::string>& m_paths;
    std::vector<Place> m_places;
};

} // namespace

FileHead::FileHead(std::string_view bytes, std::size_t most) : m_bytes(bytes.substr(0, most))
{
    std::string_view text = m_bytes;
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    const std::size_t begin = text.find_first_not_of(" \t\r\n\x1e");
    m_isJson = begin != std::string_view::npos && (text[begin] == '{' || text[begin] == '[');
    if (m_isJson)
        readJson();
    else
        readHeader();
}

void FileHead::readJson()
{
    PathCollector collector(m_paths);
    JsonWalker walker(collector);
    walker.consume(m_bytes);
    walker.finish();
}

void FileHead::readHeader()
{
    std::string_view line = m_bytes.substr(0, m_bytes.find_first_of("\r\n"));
    if (line.substr(0, 3) == "\xEF\xBB\xBF")
        line.remove_prefix(3);
    if (line.size() > 16'000 || line.find_first_of(std::string_view("\0\x01\x02\x03", 4)) != std::string_view::npos)
        return;
    for (std::size_t begin = 0; begin <= line.size();) {
        const std::size_t end = std::min(line.find(',', begin), line.size());
        std::string_view name = trimmed(line.substr(begin, end - begin));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        m_header.emplace_back(name);
        begin = end + 1;
    }
}

std::size_t FileHead::countOf(const std::string& prefix, std::initializer_list<std::string_view> keys) const
{
    std::size_t count = 0;
    for (const std::string_view key : keys)
        count += m_paths.count(prefix + std::string(key));
    return count;
}

std::string FileHead::membersSeen(std::size_t limit) const
{
    std::string text;
    for (const std::string& path : m_paths) {
        if (limit-- == 0)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + path;
    }
    return text;
}

} // namespace mgx
