import CybTools

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads lines as they come, without editing: from a pipe, a file, or a terminal that can do nothing.
public final class PlainEditor: LineEditor {
  private let descriptor: Int32
  public let isInteractive: Bool
  public var completer: ((String) -> Completions)?
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private let show: (String) -> Void

  /// - Parameters:
  ///   - isInteractive: whether somebody types at a terminal.
  ///   - show: shows the prompt.
  public init(_ descriptor: Int32 = 0, isInteractive: Bool = false, show: @escaping (String) -> Void = { _ in }) {
    self.descriptor = descriptor
    self.isInteractive = isInteractive
    self.show = show
  }

  public func readLine(prompt: String, draft: String) -> LineInput {
    if isInteractive { show(prompt) }
    while true {
      if let line = takeLine() { return .line(line) }
      if isAtEnd {
        guard start < buffer.count else { return .end }
        let rest = String(decoding: buffer[start...], as: UTF8.self)
        start = buffer.count
        return .line(rest)
      }
      if !fill() {
        start = buffer.count
        return .interrupted
      }
    }
  }

  /// A writer that is slow to give the next line is waited for a moment only, since it may wait for an answer.
  public func peekLine() -> String? {
    while true {
      if let end = lineEnd { return String(decoding: buffer[start..<end], as: UTF8.self) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard !isAtEnd, !isInteractive, poll(&waiting, 1, 20) > 0, fill() else {
        return isAtEnd && start < buffer.count ? String(decoding: buffer[start...], as: UTF8.self) : nil
      }
    }
  }

  public func remember(_ entry: String) {}

  private var lineEnd: Int? { buffer[start...].firstIndex(of: 0x0A) }

  private func takeLine() -> String? {
    guard let end = lineEnd else { return nil }
    var line = buffer[start..<end]
    if line.last == 0x0D { line.removeLast() }
    start = end + 1
    return String(decoding: line, as: UTF8.self)
  }

  /// Reads on; false where a signal came in between.
  private func fill() -> Bool {
    if start > 1 << 16 {
      buffer.removeFirst(start)
      start = 0
    }
    let room = 1 << 16
    var wasInterrupted = false
    let chunk = [UInt8](unsafeUninitializedCapacity: room) { memory, count in
      let got = read(descriptor, memory.baseAddress, room)
      if got < 0, errno == EINTR { wasInterrupted = true }
      count = max(got, 0)
    }
    if wasInterrupted { return !isInteractive }
    if chunk.isEmpty { isAtEnd = true }
    buffer += chunk
    return true
  }
}
