// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-connection-per-call -- -std=c++20

// Connections that are opened for one turn of a loop, or one request.

#include "Inputs/network.h"
#include <memory>
#include <vector>

lib::Task<> sends(std::vector<std::string> Texts) {
  for (const std::string &Text : Texts) {
    net::Connection Peer;
    co_await Peer.connect("host");
    co_await Peer.write(Text);
  }
  for (std::size_t I = 0; I < Texts.size(); ++I) {
    auto Peer = co_await net::dial("host");
    co_await Peer.write(Texts[I]);
  }
  for (const std::string &Text : Texts) {
    auto Peer = std::make_unique<net::Connection>();
    co_await Peer->connect("host");
    co_await Peer->write(Text);
  }
}

// One for each request.
void serves(net::Listener &Of) {
  Of.onRequest([](int) -> lib::Task<> {
    net::Connection Backend;
    co_await Backend.connect("database");
    co_await Backend.write("query");
  });
}
lib::Task<> session(net::Connection Client) {
  auto Backend = co_await net::dial("database");
  co_await Backend.write(co_await Client.read());
}
lib::Task<> accepts(net::Listener &Of) {
  while (true)
    net::spawn(session(co_await Of.accept()));
}
