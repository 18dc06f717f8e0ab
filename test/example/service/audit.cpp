// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "service.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace quoted {
namespace {

class log_file {
public:
  explicit log_file(int descriptor) : descriptor_(descriptor) {}
  log_file(const log_file &) = delete;
  log_file &operator=(const log_file &) = delete;
  ~log_file() { ::close(descriptor_); }

  /// Returns once the entry is on the disk: the audit must survive a crash.
  void append(const std::string &entry) {
    const ssize_t written = ::write(descriptor_, entry.data(), entry.size());
    if (written != std::ssize(entry) || ::fsync(descriptor_) != 0)
      throw std::system_error(errno, std::generic_category(), "audit");
  }

private:
  int descriptor_;
};

log_file open_log(const std::filesystem::path &path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (descriptor < 0)
    throw std::system_error(errno, std::generic_category(), path.string());
  return log_file(descriptor);
}

/// Opens the file for every entry, so that it can be rotated at any time.
void append_audit(const std::filesystem::path &path, const std::string &entry) {
  log_file log = open_log(path);
  log.append(entry + '\n');
}

} // namespace

asio::awaitable<void> write_audit(std::shared_ptr<service> svc) {
  for (;;) {
    const std::string entry = co_await svc->audit.async_receive(asio::use_awaitable);
    append_audit(svc->config.audit_path, entry);
  }
}

std::vector<std::string> read_history(const std::filesystem::path &path,
                                      const std::string &symbol) {
  std::ifstream log(path);
  std::vector<std::string> found;
  for (std::string entry; std::getline(log, entry);)
    if (entry.find(symbol) != std::string::npos)
      found.push_back(entry);
  return found;
}

} // namespace quoted
