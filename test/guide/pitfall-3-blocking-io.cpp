// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Common pitfall 3: using blocking I/O in async functions. While the call
// waits for the kernel, a server or a person, the loop serves nobody.

#include <array>
#include <boost/asio.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <netdb.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

// libpq as its users see it.
extern "C" {
typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
PGresult *PQexec(PGconn *Connection, const char *Query);
}

void use(const std::string &Text);

// Bad: a name server, another process, a person, a peer, a database.

awaitable<void> looksUp(const char *Host) {
  addrinfo *Found = nullptr;
  ::getaddrinfo(Host, "https", nullptr, &Found);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  co_return;
}

awaitable<int> runsCommand() {
  co_return std::system("git fetch");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}} [async-blocking-call]
}

awaitable<std::string> asksUser() {
  std::string Line;
  std::getline(std::cin, Line);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  co_return Line;
}

awaitable<void> waitsForPeer(int Socket) {
  pollfd Ready{Socket, POLLIN, 0};
  ::poll(&Ready, 1, -1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  co_return;
}

awaitable<PGresult *> queries(PGconn *Connection) {
  co_return PQexec(Connection, "select name from users");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}} [async-blocking-call]
}

// Bad, but often accepted: files are remarks, not warnings.

std::string readAll(const std::string &Path) {
  std::ifstream In(Path);
  return std::string(std::istreambuf_iterator<char>(In), {});
}

awaitable<void> readsFile(std::string Path) {
  std::ifstream In(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: remark: {{.*}} [async-blocking-call]
  co_return;
}

awaitable<void> readsFileThroughFunction(std::string Path) {
  use(readAll(Path));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: remark: {{.*}} [async-blocking-call]
  co_return;
}

awaitable<std::uintmax_t> measuresFile(std::filesystem::path Path) {
  co_return std::filesystem::file_size(Path);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: remark: {{.*}} [async-blocking-call]
}

// Good: the asynchronous forms.

awaitable<asio::ip::tcp::socket> connects(std::string Host) {
  auto Ex = co_await asio::this_coro::executor;
  asio::ip::tcp::resolver Resolver(Ex);
  auto Found = co_await Resolver.async_resolve(Host, "https", use_awaitable);
  asio::ip::tcp::socket Socket(Ex);
  co_await asio::async_connect(Socket, Found, use_awaitable);
  co_return Socket;
}

awaitable<std::string> asksUserAsync() {
  asio::posix::stream_descriptor In(co_await asio::this_coro::executor,
                                    ::dup(STDIN_FILENO));
  std::string Line;
  co_await asio::async_read_until(In, asio::dynamic_buffer(Line), '\n',
                                  use_awaitable);
  co_return Line;
}

// Good: asks without waiting.

awaitable<void> receivesWhatIsThere(int Socket) {
  std::array<char, 512> Buffer;
  pollfd Ready{Socket, POLLIN, 0};
  ::poll(&Ready, 1, 0);
  ::recv(Socket, Buffer.data(), Buffer.size(), MSG_DONTWAIT);
  co_return;
}

// Good: what has no asynchronous form runs on a thread pool.

awaitable<std::string> readsFileOnPool(asio::thread_pool &Pool,
                                       std::string Path) {
  co_return co_await asio::co_spawn(
      Pool, [Path]() -> awaitable<std::string> { co_return readAll(Path); },
      use_awaitable);
}

awaitable<PGresult *> queriesOnPool(asio::thread_pool &Pool,
                                    PGconn *Connection) {
  co_return co_await asio::co_spawn(
      Pool,
      [Connection]() -> awaitable<PGresult *> {
        co_return PQexec(Connection, "select name from users");
      },
      use_awaitable);
}

// Good: ordinary code may block.

std::string configuration() { return readAll("service.conf"); }
