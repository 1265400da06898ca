/// What a search may cost.
///
/// Work is counted, not timed, so that the same question has the same answer on every machine.
public struct Budget {
  /// The most work, in units of about a microsecond on the machine that it was calibrated on.
  public var work: Int
  /// Asked now and then; `true` ends the search with a `CancellationError`.
  public var isCancelled: () -> Bool

  /// A budget of about ten seconds, unless told otherwise.
  public init(work: Int = 10_000_000, isCancelled: @escaping () -> Bool = { false }) {
    self.work = work
    self.isCancelled = isCancelled
  }
}
