// SPDX-License-Identifier: GPL-3.0-or-later
#include "launch/child_process.h"

#include "base/text.h"
#include "launch/small_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace mgx {

namespace {

/// The trap keeps the shell itself alive when the session gets SIGINT or SIGTERM; the program in it gets them as usual.
constexpr const char* kShell = R"(trap : INT TERM HUP; "$@"; echo $? >"$0.new"; mv "$0.new" "$0")";

const std::string& bootId()
{
    static const std::string id(trimmed(readSmallFile("/proc/sys/kernel/random/boot_id")));
    return id;
}

struct ProcessState
{
    char state = 0; ///< 0 = no such process
    std::uint64_t startTicks = 0;
};

/// /proc files have no size, so they are read by hand.
ProcessState stateOf(int pid)
{
    const int file = ::open(("/proc/" + std::to_string(pid) + "/stat").c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    std::array<char, 2048> bytes{};
    const ssize_t got = ::read(file, bytes.data(), bytes.size());
    ::close(file);
    const std::string_view text(bytes.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    const std::size_t name = text.rfind(')'); // the name of a program may hold anything
    if (name == std::string_view::npos)
        return {};
    std::istringstream fields{std::string(text.substr(name + 1))};
    ProcessState state;
    std::string skipped;
    fields >> state.state;
    constexpr int kBetween = 18; // fields 4 to 21
    for (int i = 0; i < kBetween; ++i)
        fields >> skipped;
    fields >> state.startTicks;
    return state;
}

/// Owns the attributes and file actions of one spawn.
class Spawn
{
public:
    Spawn()
    {
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_init(&actions);
    }
    ~Spawn()
    {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;

    void prepare(const ChildOptions& options)
    {
        sigset_t all;
        sigset_t none;
        sigfillset(&all);
        sigemptyset(&none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        constexpr int kAppend = O_WRONLY | O_CREAT | O_APPEND;
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, options.outputFile.c_str(), kAppend, 0600);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, options.errorFile.c_str(), kAppend, 0600);
        posix_spawn_file_actions_addchdir_np(&actions, options.workFolder.c_str());
        // What other libraries left open is none of the child's business.
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    }

    posix_spawnattr_t attributes{};
    posix_spawn_file_actions_t actions{};
};

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> out;
    for (std::string& text : texts)
        out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

} // namespace

Result<ProcessIdentity> startChild(const ChildOptions& options)
{
    if (options.words.empty())
        return failure("there is nothing to start");
    const std::string program = findProgram(options.words[0], options.environment);
    if (program.empty())
        return failure("is not installed", options.words[0]);
    std::vector<std::string> words = {"/bin/sh", "-c", kShell, options.exitFile, program};
    words.insert(words.end(), options.words.begin() + 1, options.words.end());
    std::vector<std::string> environment;
    for (const auto& [name, value] : options.environment)
        environment.push_back(name + '=' + value);
    Spawn spawn;
    spawn.prepare(options);
    ProcessIdentity process;
    const int code = ::posix_spawn(&process.pid, "/bin/sh", &spawn.actions, &spawn.attributes, pointers(words).data(),
                                   pointers(environment).data());
    if (code != 0)
        return failure(std::string("cannot be started: ") + std::strerror(code), program);
    process.startTicks = stateOf(process.pid).startTicks;
    process.boot = bootId();
    return process;
}

bool isAlive(const ProcessIdentity& process)
{
    if (process.pid <= 0 || process.boot != bootId())
        return false;
    (void)::waitpid(process.pid, nullptr, WNOHANG); // buries a child; of others nothing happens
    const ProcessState state = stateOf(process.pid);
    return state.state != 0 && state.state != 'Z' && state.state != 'X' && state.startTicks == process.startTicks;
}

bool signalChild(const ProcessIdentity& process, int signal)
{
    return isAlive(process) && ::kill(-process.pid, signal) == 0;
}

std::optional<int> exitCodeIn(const std::string& exitFile)
{
    const std::string text = readSmallFile(exitFile);
    if (text.empty())
        return std::nullopt;
    return std::atoi(text.c_str());
}

} // namespace mgx
