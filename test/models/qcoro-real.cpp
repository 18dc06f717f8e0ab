// RUN: %check_corolint %s %t -- -std=c++20 %qcoro_flags
// REQUIRES: qcoro

// What the models of QCoro and Qt say, on the real headers.

#include <QApplication>
#include <QCoroAbstractSocket>
#include <QCoroAsyncGenerator>
#include <QCoroFuture>
#include <QCoroGenerator>
#include <QCoroNetworkReply>
#include <QCoroProcess>
#include <QCoroSignal>
#include <QCoroTask>
#include <QCoroTcpServer>
#include <QCoroThread>
#include <QCoroTimer>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QInputDialog>
#include <QNetworkAccessManager>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtConcurrent/QtConcurrent>
#include <thread>

using namespace std::chrono_literals;

QCoro::Task<int> fetch(int Id = 0);
void use(int);

// --- QCoro: dropped, continued, waited for, slept ---

QCoro::Task<> drops(QTcpSocket *Socket, QNetworkReply *Reply, QTimer *Timer) {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  qCoro(Socket).readAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'readAll' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  qCoro(Timer, &QTimer::timeout);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'qCoro' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  fetch().then([](int Value) { use(Value); });
  (void)fetch();
  co_await qCoro(Socket).readAll();
  co_await qCoro(Timer, &QTimer::timeout);
  co_await Timer;
  co_await Reply;
}

void many(const QList<int> &Ids, QObject *Context) {
  for (int Id : Ids)
    QCoro::connect(fetch(Id), Context, [](int Value) { use(Value); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'connect' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
}

QCoro::Task<> waits() {
  use(QCoro::waitFor(fetch()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' waits on the event loop for asynchronous work: it runs a nested event loop until the task has ended [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: co_await of the task
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(1s);
  QThread::msleep(250);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'msleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await QCoro::sleepFor(std::chrono::milliseconds(250));
  co_await QCoro::sleepFor(1s);
}

// A slot that is a coroutine: its task is dropped by Qt, which is nobody's statement.
struct Window : QObject {
  QCoro::Task<> onClicked() {
    use(co_await fetch());
  }
  void setup(QTimer *Timer) {
    connect(Timer, &QTimer::timeout, this, &Window::onClicked);
    connect(Timer, &QTimer::timeout, this, [this]() -> QCoro::Task<> { co_await onClicked(); });
  }
};

// --- Qt's own waits, and the awaited forms of the same names ---

QCoro::Task<> devices(QTcpSocket *Socket, QTcpServer *Server, QProcess *Process) {
  Socket->waitForConnected();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForConnected' blocks the event loop: it blocks the thread of the event loop until the device is ready [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the signal of the device, awaited
  Process->waitForFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForFinished' blocks the event loop: it waits for a child process [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the signal of the process, awaited
  Server->waitForNewConnection(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitForNewConnection' blocks the event loop: it blocks the thread of the event loop until a client connects [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the newConnection signal, awaited
  Server->waitForNewConnection();
  Process->waitForFinished(0);
  co_await qCoro(Socket).waitForConnected();
  co_await qCoro(Process).waitForFinished();
  co_await qCoro(Server).waitForNewConnection(1000);
}

QCoro::Task<> dialogs(QWidget *Parent) {
  QFileDialog::getOpenFileNames(Parent);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getOpenFileNames' blocks the event loop: it runs a nested event loop until the user closes the dialog [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: open() and the finished signal, awaited
  use(QInputDialog::getInt(Parent, "", ""));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'getInt' blocks the event loop: it runs a nested event loop until the user closes the dialog [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: open() and the finished signal, awaited
  QEventLoop Loop;
  Loop.exec();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'exec' blocks the event loop: it runs a nested event loop [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the signal that ends the wait, awaited
  co_return;
}

// --- Futures and threads ---

QCoro::Task<> futures() {
  auto Slow = [] {
    QThread::sleep(1);
    return 1;
  };
  QFuture<int> Future = QtConcurrent::run(Slow);
  use(Future.result());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' blocks the event loop: it parks the thread until the future has finished [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: the future, awaited
  use(co_await QtConcurrent::run(Slow));
  use(co_await QtConcurrent::task([] {
    QThread::sleep(1);
    return 1;
  }).spawn());
  use(co_await qCoro(Future).waitForFinished());
}

QCoro::Task<> moves(QThread *Worker) {
  co_await QCoro::moveToThread(Worker);
  QThread::sleep(1);
  co_await QCoro::moveToThread(qApp->thread());
  QThread::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// --- Generators ---

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
