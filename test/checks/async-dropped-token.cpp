// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-dropped-token -- -std=c++20

// Calls that would take the stop token of the function that makes them, and are not given it.

#include "Inputs/task.h"
#include <stop_token>
#include <string>
#include <vector>

lib::Task<int> load(int Id);
lib::Task<int> load(int Id, std::stop_token Stop);
lib::Task<> save(int Value, std::stop_token Stop = {});
lib::Task<> flush(std::stop_token Stop = {}, bool Hard = false);

lib::Task<> overload(std::stop_token Stop) {
  int Value = co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'load' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-7]]:45: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: pass it on
  // CHECK-SUGGESTED: int Value = co_await load(1, Stop);
  co_await save(Value);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'save' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-11]]:45: note: it takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  // CHECK-SUGGESTED: co_await save(Value, Stop);
  co_await flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'flush' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-15]]:35: note: it takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  // CHECK-SUGGESTED: co_await flush(Stop);
}

struct Store {
  lib::Task<std::string> get(std::string Key);
  lib::Task<std::string> get(std::string Key, const std::stop_token &Stop);
  lib::Task<std::string> find(std::stop_token Stop, std::string Key);
  lib::Task<std::string> find(std::string Key);
};

class Service {
public:
  lib::Task<> run(Store &Of, Store &Other, std::vector<std::string> Keys) {
    for (auto &Key : Keys)
      co_await Of.get(Key);
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'get' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
      // CHECK-MESSAGES: :[[@LINE-11]]:70: note: this overload takes a token here
      // CHECK-MESSAGES: :[[@LINE-3]]:16: note: pass it on
      // CHECK-SUGGESTED: co_await Of.get(Key, Stop);
    co_await Other.find("key");
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'find' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
    // CHECK-MESSAGES: :[[@LINE-15]]:47: note: this overload takes a token here
  }

private:
  std::stop_token Stop;
};

// A token of the program's own, known by what it does.
namespace home {
struct Token {
  bool stop_requested() const;
  bool stop_possible() const;
};
lib::Task<> wait(int Ms);
lib::Task<> wait(int Ms, Token);
} // namespace home
lib::Task<> atHome(const home::Token &Stop) {
  co_await home::wait(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'wait' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-5]]:31: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  // CHECK-SUGGESTED: co_await home::wait(10, Stop);
}
// Templates, whose parameters are the same by their place.
template <typename Value> lib::Task<> put(std::vector<Value> Into);
template <typename Value> lib::Task<> put(std::vector<Value> Into, std::stop_token Stop);
template <typename Value, typename Other> lib::Task<> put(Value Into, std::stop_token Stop, Other);
template <typename Value> lib::Task<> take(std::vector<Value> From);
template <typename Value> lib::Task<> take(std::vector<Value *> From, std::stop_token Stop);
lib::Task<> templates(std::vector<int> Values, std::stop_token Stop) {
  co_await put(Values);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'put' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-7]]:84: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  co_await take(Values);
}
lib::Task<> local(std::stop_source &Source) {
  auto Stop = Source.get_token();
  co_await load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'load' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-80]]:45: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  // CHECK-SUGGESTED: co_await load(2, Stop);
}
