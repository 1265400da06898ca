import CMalloc
import CybSyntax
import Synchronization

/// How much memory a run uses: what the heap of the process has in use beyond what it had when the run began.
///
/// That is the truth to within what the process does elsewhere, temporaries included, and costs the script nothing until
/// somebody looks. While several interpreters run at the same time, they have their limits together: a run is stopped when
/// all of them have passed the sum.
struct MemoryGauge {
  /// Runs in progress, of all interpreters.
  private static let running = Atomic<Int>(0)

  /// Bytes in use when the run began, less what earlier runs of the same machine have left.
  private var baseline = 0
  private var kept = 0
  /// Looking takes longer the more scattered the heap is; it may take a twentieth of the time.
  private var nextLook = ContinuousClock.now
  private var isRunning = false

  mutating func begin() {
    end()
    isRunning = true
    Self.running.add(1, ordering: .relaxed)
    baseline = Self.bytesInUse() - kept
    nextLook = ContinuousClock.now
  }

  mutating func end() {
    guard isRunning else { return }
    isRunning = false
    Self.running.subtract(1, ordering: .relaxed)
    kept = max(0, Self.bytesInUse() - baseline)
  }

  /// Whether the run has passed a limit, or would with so many bytes more. Where nothing is to be added, it looks only
  /// now and then.
  mutating func isBeyond(_ limit: Int, adding bytes: Int = 0) -> Bool {
    let start = ContinuousClock.now
    guard bytes > 0 || start >= nextLook else { return false }
    let used = Self.bytesInUse() - baseline
    nextLook = start.advanced(by: max(.milliseconds(1), (ContinuousClock.now - start) * 20))
    return used + bytes > limit * max(1, Self.running.load(ordering: .relaxed))
  }

  /// Bytes that the process has allocated and not freed.
  private static func bytesInUse() -> Int { Int(cmalloc_bytes_in_use()) }
}

extension Machine {
  /// Fails where so many bytes more would pass the limit of memory. Large values ask before they are made.
  @inline(never)
  func willAllocate(_ bytes: Int) throws {
    guard bytes <= Self.largestResult * MemoryLayout<Value>.stride else {
      throw Self.tooLarge(Double(bytes / MemoryLayout<Value>.stride))
    }
    try charge(bytes / 256)
    guard bytes >= 1 << 16, let limit = limits.memory, memory.isBeyond(limit, adding: bytes) else { return }
    throw outOfMemory(limit)
  }

  /// The same for joining two lists or texts, whose elements are copied or appended.
  func willJoin(_ left: Value, _ right: Value) throws {
    guard case .object(let first) = left, case .object(let second) = right, first.tag == second.tag else { return }
    switch first.tag {
    case .text:
      let added = unsafeDowncast(second, to: TextObject.self).text.utf8.count
      try charge(added / 64)
      if added >= 1 << 12 { try willAllocate(added + unsafeDowncast(first, to: TextObject.self).text.utf8.count) }
    case .list:
      let added = unsafeDowncast(second, to: ListObject.self).elements.count
      try charge(added / 16)
      guard added >= 1 << 8 else { return }
      let count = added + unsafeDowncast(first, to: ListObject.self).elements.count
      try willAllocate(count * MemoryLayout<Value>.stride)
    default: return
    }
  }

  /// Charges for a text that has been written, and fails where it would have become too long.
  func check(_ written: [UInt8]) throws {
    guard written.count <= Self.largestResult else {
      throw Failure(
        "cyb-too-large", "the value as text would be longer than \(Self.largestResult) bytes",
        help: "print parts of it")
    }
    try charge(written.count / 64)
  }

  func outOfMemory(_ limit: Int, at span: Span? = nil) -> Failure {
    Failure(
      Diagnostic("cyb-limit-memory", "the limit of \(limit) bytes of memory is reached", at: span)
        .help("allow more with \(limits.option(.memory))"))
  }
}
