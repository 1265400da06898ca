/// A half-open range of UTF-8 bytes in one source file.
public struct Span: Hashable, Sendable {
  /// The file, as numbered by the `SourceMap` that holds it.
  public var file: FileID
  /// The offset of the first byte.
  public var start: UInt32
  /// The offset just behind the last byte.
  public var end: UInt32

  public init(file: FileID, start: UInt32, end: UInt32) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The smallest span that covers both; they must lie in the same file.
  public func joined(_ other: Span) -> Span {
    Span(file: file, start: min(start, other.start), end: max(end, other.end))
  }

  /// The empty span just behind this one.
  public var after: Span { Span(file: file, start: end, end: end) }
}

/// The number of a source file within a `SourceMap`.
public struct FileID: Hashable, Sendable {
  public let index: UInt32

  public init(index: UInt32) { self.index = index }
}
