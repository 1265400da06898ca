import CMemory
import CybSyntax
import Synchronization

/// How much memory the values of a run take.
///
/// Every value on the heap accounts for itself when it is made, grows and goes (see `Object`), in a counter of its thread
/// that costs an addition. A gauge brings that of the thread that runs a machine into the sum of the machine and its forks.
/// Entities and events are counted by what one of them takes.
struct MemoryGauge {
  /// The sum of a machine and its forks.
  private final class Account: Sendable {
    let bytes = Atomic<Int>(0)
  }

  private let account = Account()
  /// The counter of the thread when it was last read.
  private var seen = 0
  /// The same when this run began, so that a run within another's leaves the other's count alone.
  private var outer = 0

  /// A thread begins to run the machine.
  mutating func begin() {
    outer = cyb_accounted()
    seen = outer
  }

  /// The thread ends to run the machine.
  mutating func end() {
    settle()
    cyb_account(outer - seen)
  }

  @discardableResult
  private mutating func settle() -> Int {
    let now = cyb_accounted()
    defer { seen = now }
    return account.bytes.add(now - seen, ordering: .relaxed).newValue
  }

  /// Whether so many bytes beside what the values of earlier runs take would pass a limit. For work between runs.
  func wouldPass(_ limit: Int, adding bytes: Int) -> Bool { account.bytes.load(ordering: .relaxed) + bytes > limit }

  /// Whether the values have passed a limit, or would with so many bytes more.
  mutating func isBeyond(_ limit: Int, adding bytes: Int) -> Bool {
    let values = settle()
    guard values + bytes > limit else { return false }
    // Values that the host let go of on threads of its own are still accounted for. The process cannot have less in
    // use than the values take.
    let process = Int(cyb_process_bytes())
    guard process > 0, process < values else { return true }
    account.bytes.add(process - values, ordering: .relaxed)
    return process + bytes > limit
  }
}

extension Machine {
  /// Fails where so many bytes more would pass the limit of memory. Large values ask before they are made.
  @inline(never)
  func willAllocate(_ bytes: Int) throws {
    guard bytes <= Self.largestResult * MemoryLayout<Value>.stride else {
      throw Self.tooLarge(Double(bytes / MemoryLayout<Value>.stride))
    }
    try charge(bytes / 256)
    if bytes >= 1 << 16 { try checkMemory(adding: bytes) }
  }

  /// Fails where what a script holds has passed the limit of memory, or would with so many bytes more.
  func checkMemory(adding bytes: Int = 0, at span: Span? = nil) throws {
    guard let limit = limits.memory else { return }
    let declared = world.entities.count * Self.entitySize + world.events.count * Self.eventSize
    if memory.isBeyond(limit, adding: declared + bytes) { throw outOfMemory(limit, at: span) }
  }

  /// Fails where reading a text would pass the limit of memory.
  func willRead(_ text: [UInt8]) throws(Failure) {
    let bytes = text.count * Self.bytesPerSourceByte
    if let limit = limits.memory, memory.wouldPass(limit, adding: bytes) { throw outOfMemory(limit, at: nil) }
  }

  /// About what tokens, tree and code take for each byte of a text.
  private static let bytesPerSourceByte = 48

  /// What an entity and an event take beside the values in them.
  private static let entitySize = 512
  private static let eventSize = 256

  /// The same for joining two lists, texts, sets or maps, whose elements are copied or appended.
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
    case .set:
      let count = unsafeDowncast(first, to: SetObject.self).elements.count
      try willUnite(count, unsafeDowncast(second, to: SetObject.self).elements.count)
    case .map:
      let count = unsafeDowncast(first, to: MapObject.self).entries.count
      try willUnite(count, unsafeDowncast(second, to: MapObject.self).entries.count)
    default: return
    }
  }

  private func willUnite(_ first: Int, _ second: Int) throws {
    try charge((first + second) / 16)
    if first + second >= 1 << 8 { try willAllocate((first + second) * 2 * MemoryLayout<Value>.stride) }
  }

  /// Charges for a text that has been written, and fails where it would have become too long.
  func check(_ written: [UInt8]) throws {
    guard written.count <= Self.largestResult else {
      throw Failure(
        "cyb-too-large", "the value as text would be longer than \(Self.largestResult) bytes",
        help: "print parts of it")
    }
    try charge(written.count / 64)
    if written.count >= 1 << 16 { try checkMemory(adding: written.count) }
  }

  private func outOfMemory(_ limit: Int, at span: Span?) -> Failure {
    Failure(
      Diagnostic("cyb-limit-memory", "the limit of \(limit) bytes of memory is reached", at: span)
        .help("allow more with \(limits.option(.memory))"))
  }
}
