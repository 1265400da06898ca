import CybSyntax
import Synchronization

/// Many runs of a piece of work, each in a copy of the world, spread over threads.
///
/// Runs are taken in order, and what comes of them is looked at in order, so that values, output, errors and the steps
/// used do not depend on the number of threads: of several runs that fail it is the first that counts.
struct Runs {
  let machine: Machine
  /// What is being done, for reports of progress.
  let title: String
  let count: Int

  /// What came of one run.
  private struct Outcome: Sendable {
    var value = Value.undefined
    var failure: (any Error)?
    var steps = 0
    var kept: ForkHost.Kept?
  }

  /// What the threads share.
  private final class Board: @unchecked Sendable {
    /// The next run to be taken.
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    /// The first run known to have failed; later ones need not be taken.
    let firstFailure = Atomic<Int>(.max)
    /// Each is written by the thread that took it, and read when all threads are done.
    let outcomes: UnsafeMutableBufferPointer<Outcome>

    init(count: Int) {
      outcomes = .allocate(capacity: count)
      outcomes.initialize(repeating: Outcome())
    }

    deinit {
      outcomes.deinitialize()
      outcomes.deallocate()
    }
  }

  /// The values of the runs, in their order.
  ///
  /// - Parameters:
  ///   - function: of which each fork gets its copy, that sees the fork's variables.
  ///   - work: given a fork of the machine, the function and the number of the run; what it changes is taken back after.
  func values(
    _ function: Value, _ work: @escaping @Sendable (Machine, Value, Int) throws -> Value
  ) throws -> [Value] {
    guard count > 0 else { return [] }
    let board = Board(count: count)
    let threads = machine.isFork ? 1 : max(1, min(machine.limits.threads ?? BigStack.cores, count))
    let lock = ForkHost.ReadingLock()
    let forks = (0..<threads).map { _ in
      let host = ForkHost(parent: machine.host, reading: lock)
      var function = function
      return Fork(machine: Machine(forking: machine, host: host, carrying: &function), host: host, function: function)
    }
    try machine.flush()
    let reporter = machine.isFork ? nil : Reporter(host: machine.host, title: title, total: count)
    BigStack.runAll(threads) { thread in
      forks[thread].machine.enter()
      defer { forks[thread].machine.leave() }
      while true {
        let run = board.next.add(1, ordering: .relaxed).oldValue
        guard run < count, run < board.firstFailure.load(ordering: .relaxed) else { return }
        board.outcomes[run] = Self.outcome(of: run, forks[thread], work)
        if board.outcomes[run].failure != nil { board.firstFailure.min(run, ordering: .relaxed) }
        reporter?.heard(done: board.done.add(1, ordering: .relaxed).newValue)
      }
    }
    reporter?.finish()
    return try gather(board)
  }

  private struct Fork: @unchecked Sendable {
    let machine: Machine
    let host: ForkHost
    let function: Value
  }

  private static func outcome(
    of run: Int, _ fork: Fork, _ work: (Machine, Value, Int) throws -> Value
  ) -> Outcome {
    var outcome = Outcome()
    let point = fork.machine.save()
    let steps = fork.machine.steps
    fork.machine.allowVisits()
    do {
      outcome.value = try work(fork.machine, fork.function, run)
      try fork.machine.checkStopped()
      try fork.machine.flush()
    } catch {
      try? fork.machine.flush()
      outcome.failure = fork.machine.stopped ?? error
    }
    fork.machine.rollBack(point)
    outcome.steps = fork.machine.steps - steps
    let kept = fork.host.take()
    if !kept.output.isEmpty || !kept.warnings.isEmpty || !kept.pictures.isEmpty { outcome.kept = kept }
    return outcome
  }

  private func gather(_ board: Board) throws -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for outcome in board.outcomes {
      if let kept = outcome.kept {
        try machine.write(kept.output)
        for warning in kept.warnings { machine.host.warn(warning) }
        for picture in kept.pictures {
          try machine.keep(picture: picture.bytes, name: picture.name.isEmpty ? nil : picture.name)
        }
      }
      if let failure = outcome.failure { throw failure }
      try machine.charge(outcome.steps)
      guard machine.world.knows(outcome.value) else {
        throw Failure(
          "cyb-left-behind", "a run of `\(title)` answers with an entity or event that it declared itself",
          help: "each run has its own copy of the world, which is gone after it; answer with a number or a name")
      }
      values.append(outcome.value)
    }
    return values
  }
}

extension World {
  /// Whether all entities and events in a value are this world's.
  fileprivate func knows(_ value: Value) -> Bool {
    switch value {
    case .entity(let entity): Int(entity.index) < entities.count
    case .event(let event): Int(event.index) < events.count
    case .kind(let kind): Int(kind.index) < kinds.count
    case .object(let object):
      switch object {
      case _ where !Traversal.visit(1): false
      case let list as ListObject: list.elements.allSatisfy(knows)
      case let set as SetObject: set.elements.allSatisfy(knows)
      case let map as MapObject: map.entries.allSatisfy { knows($0.key) && knows($0.value) }
      case let record as RecordObject: record.fields.allSatisfy(knows)
      default: true
      }
    default: true
    }
  }
}

/// Tells the host how far a piece of work has come: at most ten times a second, and not at all in the first.
final class Reporter: Sendable {
  private let host: any Host
  private let title: String
  private let total: Int
  private let due: Mutex<ContinuousClock.Instant>
  private let hasReported = Atomic<Bool>(false)

  init(host: any Host, title: String, total: Int) {
    self.host = host
    self.title = title
    self.total = total
    due = Mutex(ContinuousClock.now.advanced(by: .seconds(1)))
  }

  func heard(done: Int) {
    let now = ContinuousClock.now
    due.withLock { due in
      guard now >= due else { return }
      due = now.advanced(by: .milliseconds(100))
      hasReported.store(true, ordering: .relaxed)
      host.report(Progress(title: title, done: done, total: total))
    }
  }

  func finish() {
    guard hasReported.load(ordering: .relaxed) else { return }
    host.report(Progress(title: title, done: total, total: total))
  }
}
