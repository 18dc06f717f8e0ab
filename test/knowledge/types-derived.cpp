// RUN: %corolint types --model-file=%S/Inputs/derived-model.yaml %s -- -std=c++20 > %t
// RUN: FileCheck %s --input-file=%t --check-prefix=TYPES
// RUN: FileCheck %s --input-file=%t --check-prefix=NONE
// RUN: %check_corolint %s %t --checks=-*,async-unclosed-resource --model-file=%S/Inputs/derived-model.yaml -- -std=c++20

// What a model says of a class holds for those derived from it, as far as they are the same.

#include <coroutine>
#include <exception>

namespace base {
struct Awaiting {
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume();
};
struct Scope {
  ~Scope();
  void add(int Work);
  Awaiting join();
  Awaiting cancelAndJoin();
};
template <typename Clock> struct Turns {
  explicit Turns(int Count);
  Awaiting acquire();
  void release();
};
struct Loop {};
struct Pool {};
struct Counted {};
struct Job {
  struct promise_type {
    Job get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  ~Job();
  Awaiting operator co_await() &&;
};
} // namespace base

// --- What it is ----------------------------------------------------------------------------------------------------------------

struct Limiter : base::Turns<int> {
  using Turns::Turns;
};
// TYPES-DAG: {{^}}Limiter: limiter, start unknown, dropped unknown, exceptions unknown, modelled{{$}}
template <typename T> struct Indirect : base::Turns<T> {
  Indirect() : base::Turns<T>(1) {}
};
struct Twice : Indirect<int> {};
Indirect<char> indirect();
// TYPES-DAG: {{^}}Indirect<char>: limiter, {{.*}} modelled{{$}}
// TYPES-DAG: {{^}}Twice: limiter, {{.*}} modelled{{$}}
class Loop : public base::Loop {};
// TYPES-DAG: {{^}}Loop: event-loop, {{.*}} modelled{{$}}
struct Shared : base::Counted, base::Pool {};
// TYPES-DAG: {{^}}Shared: thread-pool, {{.*}} modelled{{$}}
// A base by which objects are shared is for the whole of the class to be asked.
struct Counted : base::Counted {};
// NONE-NOT: {{^}}Counted:
class Privately : base::Pool {};
// NONE-NOT: {{^}}Privately:
struct LoopAndPool : base::Loop, base::Pool {};
// NONE-NOT: {{^}}LoopAndPool:

/// Made of one: coroutines may be of this type.
struct Job : base::Job {
  Job(base::Job &&);
};
// TYPES-DAG: {{^}}Job: task, start lazy, dropped leaks, exceptions logged, single use, modelled{{$}}
struct Unfinished : base::Job {
  Unfinished(base::Job &&);
  ~Unfinished();
};
// TYPES-DAG: {{^}}Unfinished: task, start lazy, dropped never-runs, exceptions logged, single use, modelled{{$}}
struct OtherPromise : base::Job {
  struct promise_type : base::Job::promise_type {
    OtherPromise get_return_object();
    std::suspend_never initial_suspend() noexcept;
  };
};
// TYPES-DAG: {{^}}OtherPromise: task, start eager, {{.*}} exceptions unknown, single use{{$}}
struct OtherAwait : base::Job {
  base::Awaiting operator co_await();
};
// TYPES-DAG: {{^}}OtherAwait: task, start lazy, dropped never-runs, exceptions unknown{{$}}
struct AwaitedLoop : base::Loop, base::Awaiting {};
// TYPES-DAG: {{^}}AwaitedLoop: awaitable, start unknown, dropped unknown, exceptions unknown{{$}}

// --- How it is closed ----------------------------------------------------------------------------------------------------------

void log(const char *);
void stop(base::Scope &);

struct Plain : base::Scope {
  explicit Plain(const char *Name) : Name(Name) {}
  void start(int Work) {
    log(Name);
    add(Work);
    this->Number += Work;
  }
  int number() const;
  const char *Name;
  int Number = 0;
};
void plain() {
  Plain Tasks("tasks");
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Tasks.add(1);
}
struct Logs : Plain {
  Logs() : Plain("logs") {}
  ~Logs() { log(Name); }
};
void logs() {
  Logs Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Tasks.start(1);
}
/// It closes under the same name.
struct Counts : base::Scope {
  base::Awaiting join() {
    ++Joined;
    return Scope::join();
  }
  int Joined = 0;
};
void counts() {
  Counts Tasks;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Tasks' is never closed: destroyed without 'join', it ends the program if a task still runs [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Tasks.add(1);
}

struct ClosesItself : base::Scope {
  ~ClosesItself() { join(); }
};
struct ClosesUnseen : base::Scope {
  ~ClosesUnseen();
};
struct ClosesByAnother : base::Scope {
  ~ClosesByAnother() { stop(*this); }
};
struct ClosesUnderAnotherName : base::Scope {
  base::Awaiting shutDown() { return cancelAndJoin(); }
};
struct MayCloseUnderAnotherName : base::Scope {
  base::Awaiting shutDown();
};
template <typename T> struct ClosesInTemplate : base::Scope {
  T shutDown() { return this->join(); }
};
struct Closer {
  base::Scope &Of;
  ~Closer() { Of.join(); }
};
struct ClosedByMember : base::Scope {
  Closer AtTheEnd{*this};
};
struct AsksToBeClosed : base::Scope {
  template <typename App> explicit AsksToBeClosed(App &Of) {
    Of.atExit([this] { return join(); });
  }
};
struct DerivedFromOneThatCloses : ClosesItself {};
class IsNoScope : base::Scope {
public:
  using Scope::add;
};
struct App {
  template <typename F> void atExit(F);
};
void closed(App &Of) {
  ClosesItself A;
  A.add(1);
  ClosesUnseen B;
  B.add(1);
  ClosesByAnother C;
  C.add(1);
  ClosesUnderAnotherName D;
  D.add(1);
  D.shutDown();
  MayCloseUnderAnotherName E;
  E.add(1);
  E.shutDown();
  ClosesInTemplate<base::Awaiting> F;
  F.add(1);
  F.shutDown();
  ClosedByMember G;
  G.add(1);
  AsksToBeClosed H(Of);
  H.add(1);
  DerivedFromOneThatCloses I;
  I.add(1);
  IsNoScope J;
  J.add(1);
}
void closedInTheEnd() {
  Plain Tasks("tasks");
  Tasks.add(1);
  Tasks.join();
}
