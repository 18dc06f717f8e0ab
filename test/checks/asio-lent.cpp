// RUN: %check_corolint %s %t --checks=-*,async-invalidated-reference -- -std=c++20

// What Asio's operations work on until they are done, and what they are only told.

#include <boost/asio.hpp>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

class Client {
public:
  // The names are copied when the query is made.
  awaitable<void> resolve() {
    auto Found = co_await Names.async_resolve(Host, "80", asio::use_awaitable);
    co_await asio::async_connect(Socket, Found, asio::use_awaitable);
  }
  awaitable<void> resolveView() {
    std::string_view Name = Host;
    co_await Names.async_resolve(Name, "80", asio::use_awaitable);
  }
  awaitable<void> send() {
    co_await Socket.async_write_some(asio::const_buffer(Text.data(), Text.size()), asio::use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'async_write_some' works on what lies in 'Text', which 'clear' may remove from before it is done [async-invalidated-reference]
  }
  void clear() { Text.clear(); }
  void rename(std::string Name) { Host = std::move(Name); }

private:
  tcp::resolver Names;
  tcp::socket Socket;
  std::string Host, Text;
};
void start(Client &Of, asio::io_context &Io) {
  asio::co_spawn(Io, Of.resolve(), asio::detached);
  asio::co_spawn(Io, Of.resolveView(), asio::detached);
  asio::co_spawn(Io, Of.send(), asio::detached);
}
