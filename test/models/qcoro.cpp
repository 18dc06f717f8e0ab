// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of QCoro says, on stubs; qcoro-real.cpp is the same on the real headers.

#include "qcoro.h"
// CHECK-FIXES: #include <QCoroTimer>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

QCoro::Task<int> fetch(int Id = 0);
QCoro::LazyTask<int> later();
void use(int);

// --- An eager task that is dropped runs on, a lazy one never runs, and leaks. ---

QCoro::Task<> drops(QProcess &Process) {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  later();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'later' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  qCoro(Process).readAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'readAll' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  QCoro::sleepFor(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepFor' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  co_await qCoro(Process).readAll();
  use(co_await fetch());
  use(co_await later());
}

// Dropped on purpose: that is fine for what runs all the same.
void onPurpose() {
  (void)fetch();
  auto _ = fetch();
  (void)later();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'later' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: co_await cannot be written here; wait for it with 'QCoro::waitFor'
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: co_await cannot be written here; wait for it with 'QCoro::waitFor'
}

// A continuation hears of the end.
void continues(QObject *Context) {
  fetch().then([](int Value) { use(Value); });
  fetch().then([](int Value) { use(Value); }, [](const std::exception &) {});
  QCoro::connect(fetch(), Context, [](int Value) { use(Value); });
}

// The continuation has the callback, but not what that refers to.
void continuesWithReference() {
  int Number = 1;
  fetch().then([&Number](int) -> QCoro::Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Number' is captured by reference and gone when the coroutine goes on after a suspension [async-dangling-capture]
    co_await fetch();
    use(Number);
  });
}
QCoro::LazyTask<> pauses() noexcept { co_await QCoro::sleepFor(1s); }
QCoro::LazyTask<> fails() noexcept { use(co_await fetch()); }
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]

// --- Eager tasks in a loop ---

void many(const std::vector<int> &Ids, QObject *Context) {
  for (int Id : Ids)
    QCoro::connect(fetch(Id), Context, [](int Value) { use(Value); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'connect' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
}
QCoro::Task<> oneByOne(std::vector<int> Ids) {
  for (int Id : Ids)
    use(co_await fetch(Id));
}

// --- What waits ---

QCoro::Task<> waits(QProcess &Process) {
  use(QCoro::waitFor(fetch()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' waits on the event loop for asynchronous work: it runs a nested event loop until the task has ended [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: co_await of the task
  use(QCoro::waitFor(later()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' waits on the event loop for asynchronous work: it runs a nested event loop until the task has ended [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: co_await of the task
  Process.waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForFinished' blocks the event loop: it waits for a child process [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the signal of the process, awaited
  co_await qCoro(Process).waitForFinished();
  co_await qCoro(Process).waitForReadyRead(100);
}
int ordinary() { return QCoro::waitFor(fetch()); }

QCoro::Task<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(1s);
  QThread::msleep(250);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(std::chrono::milliseconds(250));
  co_await QCoro::sleepFor(1s);
}

// --- Elsewhere ---

QCoro::Task<> offloads() {
  use(co_await QtConcurrent::run([] {
    QThread::sleep(1);
    return 1;
  }));
}

QCoro::Task<> moves(QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  QThread::sleep(1);
  co_await QCoro::moveToThread(QCoreApplication::instance()->thread());
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  QCoro::moveToThread(Worker);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'moveToThread' is never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
}

// --- Generators: the one runs on its consumer's thread, the other is a coroutine of the loop. ---

QCoro::Generator<int> numbers() {
  QThread::sleep(1);
  co_yield 1;
}
QCoro::AsyncGenerator<int> ticks() {
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await fetch();
  co_yield 1;
}
QCoro::LazyTask<> lazily() {
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

// --- Qt's own pairs: what the asynchronous call returns can be awaited. ---

QCoro::Task<> calls(QDBusAbstractInterface &Service) {
  QDBusMessage Reply = Service.call("ping", 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'call' blocks the event loop until it is done; awaiting its asynchronous twin 'asyncCall' would not [async-sync-sibling]
  Reply = co_await Service.asyncCall("ping", 3);
  Service.asyncCall("ping");
}

// --- The interface that Qt's compiler makes: the reply of a call that is dropped is not wanted. ---

class Remote : public QDBusAbstractInterface {
public:
  int count(int);
  QDBusPendingReply<int> asyncCount(int);
};
QCoro::Task<> counts(Remote &Service) {
  use(Service.count(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'count' blocks the event loop until it is done; awaiting its asynchronous twin 'asyncCount' would not [async-sync-sibling]
  // CHECK-MESSAGES: :[[@LINE-5]]:26: note: 'asyncCount' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: await 'asyncCount'
  co_await Service.asyncCount(1);
  Service.asyncCount(1);
}
