// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-connection-per-call -- -std=c++20

// Connections that are opened for one turn of a loop, or one request.

#include "Inputs/network.h"
#include <memory>
#include <vector>

lib::Task<> sends(std::vector<std::string> Texts) {
  for (const std::string &Text : Texts) {
    net::Connection Peer;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Peer' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this is the loop
    // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-4]]:21: note: borrow one instead: borrow() of a 'net::Pool'
    co_await Peer.connect("host");
    co_await Peer.write(Text);
  }
  for (std::size_t I = 0; I < Texts.size(); ++I) {
    auto Peer = co_await net::dial("host");
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Peer' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this is the loop
    // CHECK-MESSAGES: :[[@LINE-3]]:26: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-4]]:10: note: borrow one instead: borrow() of a 'net::Pool'
    co_await Peer.write(Texts[I]);
  }
  for (const std::string &Text : Texts) {
    auto Peer = std::make_unique<net::Connection>();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Peer' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this is the loop
    // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-4]]:10: note: borrow one instead: borrow() of a 'net::Pool'
    co_await Peer->connect("host");
    co_await Peer->write(Text);
  }
}

// One for each request.
void serves(net::Listener &Of) {
  Of.onRequest([](int) -> lib::Task<> {
    net::Connection Backend;
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Backend' is a connection of its own for each request: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-3]]:21: note: borrow one instead: borrow() of a 'net::Pool'
    co_await Backend.connect("database");
    co_await Backend.write("query");
  });
}
lib::Task<> session(net::Connection Client) {
  auto Backend = co_await net::dial("database");
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Backend' is a connection of its own for each request: opening it takes round trips, and their number grows with the load [async-connection-per-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: it is connected here
  // CHECK-MESSAGES: :[[@LINE-3]]:8: note: borrow one instead: borrow() of a 'net::Pool'
  co_await Backend.write(co_await Client.read());
}
lib::Task<> accepts(net::Listener &Of) {
  while (true)
    net::spawn(session(co_await Of.accept()));
}
