import Cyb
import CybRuntime

/// All that a session is at a moment: its world, how it came to be, and what was taken back.
struct Standing {
  var interpreter: Interpreter
  var log: [REPL.Logged]
  var undone: [REPL.Logged]
  /// The question asked last.
  var lastQuestion: String?
}

/// A fresh start, by `:reset` or `:reload`: what stands on the other side of it. While it is done that is the session
/// before it; while it is taken back, the session after it.
final class Restart {
  var other: Standing

  init(_ other: Standing) { self.other = other }
}

/// What an entry changed.
enum Change {
  case step(Step)
  case restart(Restart)

  var step: Step? {
    if case .step(let step) = self { step } else { nil }
  }
}

// Back and forth.
extension REPL {
  /// What the session is now; setting it brings back another one.
  var standing: Standing {
    get { Standing(interpreter: interpreter, log: log, undone: undone, lastQuestion: lastQuestion) }
    set {
      (interpreter, log, undone, lastQuestion) = (
        newValue.interpreter, newValue.log, newValue.undone, newValue.lastQuestion
      )
      more = nil
      adapt()
    }
  }

  /// Forgets everything.
  func startAnew() {
    standing = Standing(interpreter: makeFreshInterpreter(), log: [], undone: [])
  }

  /// Adds a fresh start to what can be taken back; what was done since then goes with it.
  func keepRestart(_ name: String, _ before: Standing) {
    for index in log.indices { log[index].change = nil }
    log.append(Logged(kind: .restart, text: name, change: .restart(Restart(before))))
    letGoOfRestarts()
  }

  /// Takes back the last change, and all that was asked since; nothing where there is none.
  func takeBack() -> Logged? {
    guard let index = log.lastIndex(where: { $0.change != nil }), let change = log[index].change else { return nil }
    let taken = log[index]
    switch change {
    case .step(let step):
      withSession(()) { $0.takeBack(step) }
      undone += log[index...].reversed()
      log.removeSubrange(index...)
      lastQuestion = nil
    case .restart(let restart):
      let after = standing
      standing = restart.other
      restart.other = after
      undone = [taken]
    }
    return taken
  }

  /// Does again what was taken back last; nothing where nothing was.
  func doAgain() -> Logged? {
    guard let first = undone.popLast() else { return nil }
    if case .restart(let restart)? = first.change {
      let before = standing
      standing = restart.other
      restart.other = before
      return first
    }
    if let step = first.change?.step { withSession(()) { $0.doAgain(step) } }
    log.append(first)
    while let next = undone.last, next.change == nil {
      log.append(next)
      undone.removeLast()
    }
    return first
  }

  /// Frees the sessions before the earliest of more fresh starts than are kept.
  private func letGoOfRestarts() {
    var (count, restart) = (0, Self.lastRestart(in: log))
    while let found = restart {
      count += 1
      if count == Self.restartLimit {
        for index in found.other.log.indices where found.other.log[index].change?.step == nil {
          found.other.log[index].change = nil
        }
        return
      }
      restart = Self.lastRestart(in: found.other.log)
    }
  }

  private static func lastRestart(in log: [Logged]) -> Restart? {
    for case .restart(let restart)? in log.lazy.reversed().map(\.change) { return restart }
    return nil
  }
}
