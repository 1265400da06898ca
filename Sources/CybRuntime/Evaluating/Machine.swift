import CybSyntax
import TreatyLaw

/// What a running script may use up. Nothing means without limit.
public struct Limits: Sendable {
  /// Turns of loops, calls, and units of work in builtins.
  public var steps: Int?
  /// Calls within calls.
  public var callDepth = 20_000
  /// Levels of lists within lists.
  public var valueDepth = 10_000
  /// Events recorded.
  public var events: Int?
  /// Bytes printed.
  public var outputBytes: Int?
  /// Bytes of live values.
  public var memory: Int?
  /// Wall time in seconds.
  public var seconds: Double?
  /// Bytes of one source text, and its levels of nesting.
  public var sourceBytes = 64 << 20
  public var sourceNesting = 500

  public init() {}
}

/// The world outside, as far as a script may reach it: its output, and files that it may read.
public protocol Host: AnyObject, Sendable {
  /// Takes a piece of output, as UTF-8.
  func write(_ bytes: [UInt8]) throws
  /// The content of a file that a script names, or a failure that says why not.
  func read(path: String, from script: String) throws -> [UInt8]
}

/// The evaluator: the stack, the globals, the world, and what has been used up.
public final class Machine: @unchecked Sendable {
  public var limits: Limits
  public let host: any Host
  public let world: World

  init(limits: Limits, host: any Host, world: World) {
    self.limits = limits
    self.host = host
    self.world = world
  }

  /// Charges units of work; fails when the steps are used up, the time is over or the run was interrupted.
  public func charge(_ steps: Int) throws {
  }

  /// Calls a function value.
  public func call(_ function: Value, _ arguments: Value...) throws -> Value {
    throw Failure("cyb-internal", "not yet wired")
  }
}
