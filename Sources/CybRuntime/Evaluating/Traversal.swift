import CMemory

/// Walks through values that cannot throw: comparing, hashing, looking for something in them.
///
/// A value of a few objects that hold each other many times has more parts than there is time to visit. So every walk
/// counts what it visits, and now and then the machine that runs on the thread is asked whether it may go on. Where it may
/// not, for a limit or because it was interrupted, the walk ends with any answer at all; the machine fails before anybody
/// sees what came of it.
enum Traversal {
  /// Parts visited between two looks at the machine.
  fileprivate static let portion = 1 << 14
  /// Parts that are as much work as one step.
  fileprivate static let partsPerStep = 16

  /// Counts so many parts; false where the walk must end.
  @inline(__always)
  static func visit(_ parts: Int) -> Bool { cyb_visit(parts) || mayGoOn() }

  @inline(never)
  private static func mayGoOn() -> Bool {
    guard let runner = cyb_runner() else {
      cyb_allow_visits(.max)
      return true
    }
    return Unmanaged<Machine>.fromOpaque(runner).takeUnretainedValue().mayGoOnVisiting()
  }
}

extension Machine {
  /// This machine is what runs on this thread; returns what ran before.
  func takeThread() -> UnsafeMutableRawPointer? {
    defer { cyb_set_runner(Unmanaged.passUnretained(self).toOpaque()) }
    allowVisits()
    return cyb_runner()
  }

  func giveThread(backTo runner: UnsafeMutableRawPointer?) {
    cyb_set_runner(runner)
    cyb_allow_visits(0)
  }

  /// Begins a new portion, so that what is charged does not depend on what was visited before.
  func allowVisits() { cyb_allow_visits(Traversal.portion) }

  fileprivate func mayGoOnVisiting() -> Bool {
    guard stopped == nil else { return false }
    do {
      try charge(Traversal.portion / Traversal.partsPerStep)
      allowVisits()
      return true
    } catch {
      stopped = error
      return false
    }
  }

  /// Fails where a walk had to end early, so that nobody sees what came of it.
  @inline(__always)
  func checkStopped() throws {
    if let stopped { throw stopped }
  }
}
