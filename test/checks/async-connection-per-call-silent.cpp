// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-connection-per-call -- -std=c++20

// Connections that are opened once, to another peer each time, again after a failure, or borrowed.

#include "Inputs/network.h"
#include <map>
#include <vector>

lib::Task<> once(std::vector<std::string> Texts) {
  net::Connection Peer;
  co_await Peer.connect("host");
  for (const std::string &Text : Texts)
    co_await Peer.write(Text);
}
lib::Task<> eachHost(std::vector<std::string> Hosts, std::map<std::string, int> Ports) {
  for (const std::string &Host : Hosts) {
    net::Connection Peer;
    co_await Peer.connect(Host);
  }
  for (const auto &[Host, Port] : Ports)
    auto Peer = co_await net::dial(Host);
}
lib::Task<> reconnects() {
  while (true) {
    net::Connection Peer;
    co_await Peer.connect("host");
    while (!(co_await Peer.read()).empty()) {
    }
  }
}
lib::Task<> fewTries() {
  for (int Try = 0; Try < 3; ++Try) {
    net::Connection Peer;
    co_await Peer.connect("host");
  }
}
lib::Task<> borrows(net::Pool &From, std::vector<std::string> Texts) {
  for (const std::string &Text : Texts) {
    net::Connection *Peer = co_await From.borrow();
    co_await Peer->write(Text);
    net::Connection &Same = *Peer;
    co_await Same.write(Text);
  }
}
lib::Task<> notConnected(std::vector<std::string> Texts) {
  for (const std::string &Text : Texts) {
    net::Connection Later;
    (void)Text;
  }
  co_return;
}
lib::Task<> accepted(net::Listener &Of) {
  for (int I = 0; I < 1000; ++I) {
    net::Connection Client = co_await Of.accept();
    co_await Client.write("hello");
  }
}
// Called once, as far as is seen.
lib::Task<> tool() {
  net::Connection Peer;
  co_await Peer.connect("host");
}
lib::Task<> silenced(std::vector<std::string> Texts) {
  for (const std::string &Text : Texts) {
    net::Connection Peer; // NOLINT(async-connection-per-call)
    co_await Peer.connect("host");
    co_await Peer.write(Text);
  }
}
