// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/config_finder.h"

#include "base/text.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <filesystem>
#include <set>
#include <sstream>
#include <thread>

namespace mgx {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostFiles = 5000;

bool isConfigName(const fs::path& path)
{
    const std::string ending = path.extension().string();
    const std::string name = path.filename().string();
    return (ending == ".yaml" || ending == ".yml" || ending == ".json") && !name.starts_with(".pre-commit")
           && !name.starts_with("docker-compose") && name != "package.json" && name != "package-lock.json";
}

FoundConfig placed(const ConfigPlace& place, const fs::path& file)
{
    FoundConfig found;
    found.summary.path = file.string();
    found.origin = place.origin;
    const fs::path relative = file.parent_path().lexically_relative(place.path);
    if (relative != "." && !relative.string().starts_with(".."))
        found.folder = relative.string();
    return found;
}

void collect(const ConfigPlace& place, std::set<std::string>& seen, std::vector<FoundConfig>& found, const CancelToken& cancel)
{
    std::error_code error;
    if (fs::is_regular_file(place.path, error)) {
        if (seen.insert(fs::weakly_canonical(place.path, error).string()).second)
            found.push_back(placed(place, place.path));
        return;
    }
    std::vector<fs::path> files;
    fs::recursive_directory_iterator at(place.path, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && at != end && files.size() < kMostFiles && !cancel.isCancelled(); at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (at->is_directory(error) && (!place.isDeep || name.starts_with('.') || name == "node_modules" || at.depth() > 8))
            at.disable_recursion_pending();
        else if (at->is_regular_file(error) && isConfigName(at->path()))
            files.push_back(at->path());
    }
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return naturalLess(a.string(), b.string()); });
    for (const fs::path& file : files) {
        if (found.size() < kMostFiles && seen.insert(fs::weakly_canonical(file, error).string()).second)
            found.push_back(placed(place, file));
    }
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
}

} // namespace

std::vector<ConfigPlace> usualConfigPlaces(const Environment& environment, const std::string& workFolder,
                                           const std::string& packagedConfigs)
{
    const std::string home = valueOf(environment, "HOME");
    std::vector<ConfigPlace> places = {{workFolder + "/.massgen", "this folder", false}, {workFolder, "this folder", false}};
    if (!home.empty()) {
        places.push_back({home + "/.config/massgen", "my configs", true});
        places.push_back({home + "/.massgen", "my configs", false});
    }
    if (!packagedConfigs.empty())
        places.push_back({packagedConfigs, "MassGen", true});
    return places;
}

std::vector<FoundConfig> findConfigs(const std::vector<ConfigPlace>& places, const CancelToken& cancel)
{
    std::set<std::string> seen;
    std::vector<FoundConfig> found;
    for (const ConfigPlace& place : places)
        collect(place, seen, found, cancel);
    std::atomic_size_t next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < found.size() && !cancel.isCancelled(); i = next++)
            found[i].summary = summarizeConfigFile(found[i].summary.path);
    };
    std::vector<std::thread> helpers;
    for (unsigned i = 1; i < std::min(8u, std::max(1u, std::thread::hardware_concurrency())); ++i)
        helpers.emplace_back(work);
    work();
    for (std::thread& helper : helpers)
        helper.join();
    std::erase_if(found, [](const FoundConfig& config) { return !config.summary.isRunnable; });
    return found;
}

bool matchesConfig(const FoundConfig& config, std::string_view search)
{
    std::string shown = config.summary.name + ' ' + config.folder + ' ' + config.origin + ' ' + config.summary.description;
    for (const ConfigAgent& agent : config.summary.agents)
        shown += ' ' + agent.id + ' ' + agent.model + ' ' + agent.backend;
    for (const std::string& tool : config.summary.tools)
        shown += ' ' + tool;
    shown = lower(shown);
    std::istringstream words(lower(search));
    for (std::string word; words >> word;) {
        if (shown.find(word) == std::string::npos)
            return false;
    }
    return true;
}

} // namespace mgx
