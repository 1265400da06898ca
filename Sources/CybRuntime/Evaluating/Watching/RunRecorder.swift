import CybSyntax

/// Counts and times what a run does, statement by statement and call by call.
///
/// A machine that has one when a script is resolved gets nodes that report to it; without one the resolver makes none, so
/// watching costs nothing when it is off. Runs of `simulate` on other threads are not watched.
public final class RunRecorder {
  /// A place that is watched.
  public struct Point: Sendable {
    public enum Kind: Sendable, Equatable {
      case statement
      /// A function, with its name if it has one.
      case function(String?)
    }

    public let kind: Kind
    public let span: Span
    /// How often it was reached.
    public internal(set) var count = 0
    /// Seconds within it, what it calls included; a call within a call of the same function counts once.
    public internal(set) var total = 0.0
    /// Seconds within it, without those in watched places inside.
    public internal(set) var own = 0.0
    /// How many activations are in progress.
    fileprivate var depth = 0

    /// The same with more time of its own, reached so often.
    package func adding(own seconds: Double, count: Int) -> Point {
      var copy = self
      copy.own += seconds
      copy.count = count
      return copy
    }
  }

  /// A clause of a treaty that has norms.
  public struct Clause: Sendable {
    public let name: String
    /// Where its name stands.
    public let span: Span
    /// How often one of its norms spoke of an act, recorded, asked about or predicted, or began a duty.
    public internal(set) var count = 0
  }

  /// A function as called from another: a node of the tree of calls.
  public struct CallNode: Sendable {
    /// Its point; nothing for the script itself.
    public let function: Int?
    public let parent: Int?
    public internal(set) var children: [Int: Int] = [:]
    public internal(set) var calls = 0
    /// Seconds in the function itself, its statements included.
    public internal(set) var own = 0.0
  }

  private struct Activation {
    var point: Int
    var start: ContinuousClock.Instant
    var inner = 0.0
    /// The node of the tree of calls to go back to.
    var caller: Int
  }

  public private(set) var points: [Point] = []
  public private(set) var clauses: [Clause] = []
  /// The tree of calls; the first node is the script.
  public private(set) var calls = [CallNode(function: nil, parent: nil)]
  private var pointsByPlace: [Span: [Int]] = [:]
  private var clausesByPlace: [Span: Int] = [:]
  private var activations: [Activation] = []
  private var current = 0
  let isTiming: Bool

  /// - Parameter isTiming: whether to take times, for a profile; counting alone is enough for coverage.
  public init(isTiming: Bool) { self.isTiming = isTiming }

  /// The number of a place; the same each time it is asked for, since a statement may be resolved twice.
  func point(_ kind: Point.Kind, at span: Span) -> Int {
    if let known = pointsByPlace[span]?.first(where: { points[$0].kind == kind }) { return known }
    points.append(Point(kind: kind, span: span))
    pointsByPlace[span, default: []].append(points.count - 1)
    return points.count - 1
  }

  /// Watches a clause; twice is as good as once.
  func add(clause name: String, at span: Span) {
    guard clausesByPlace[span] == nil else { return }
    clausesByPlace[span] = clauses.count
    clauses.append(Clause(name: name, span: span))
  }

  /// A norm of the clause at that place has spoken.
  func reach(clauseAt span: Span) {
    if let clause = clausesByPlace[span] { clauses[clause].count += 1 }
  }

  func enter(_ point: Int) {
    points[point].count += 1
    guard isTiming else { return }
    points[point].depth += 1
    let caller = current
    if case .function = points[point].kind {
      current = callee(point)
      calls[current].calls += 1
    }
    activations.append(Activation(point: point, start: .now, caller: caller))
  }

  func leave() {
    guard isTiming, let activation = activations.popLast() else { return }
    let elapsed = Self.seconds(ContinuousClock.now - activation.start)
    let own = max(elapsed - activation.inner, 0)
    calls[current].own += own
    points[activation.point].own += own
    points[activation.point].depth -= 1
    if points[activation.point].depth == 0 { points[activation.point].total += elapsed }
    if !activations.isEmpty { activations[activations.count - 1].inner += elapsed }
    current = activation.caller
  }

  private func callee(_ point: Int) -> Int {
    // A function that calls itself is one node, lest the tree grows as deep as the recursion.
    if calls[current].function == point { return current }
    if let known = calls[current].children[point] { return known }
    calls.append(CallNode(function: point, parent: current))
    calls[current].children[point] = calls.count - 1
    return calls.count - 1
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
