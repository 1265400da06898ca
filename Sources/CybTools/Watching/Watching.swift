import Cyb
import CybRuntime

extension Interpreter {
  /// Watches what is run from now on.
  public func watch(with recorder: RunRecorder) throws(CybError) {
    try perform { session in session.machine.recorder = recorder }
  }

  /// Where the time went that a recorder has seen.
  public func profile(_ recorder: RunRecorder) -> (table: String, foldedStacks: String) {
    let made = try? perform { session in
      let profile = Profile(recorder, in: session.sources)
      return (profile.table(), profile.foldedStacks())
    }
    return made ?? ("", "")
  }

  /// Adds the lines that a recorder has seen reached.
  public func add(_ recorder: RunRecorder, to coverage: inout Coverage) {
    guard
      let added = try? perform({ [coverage] session in
        var copy = coverage
        copy.add(recorder, in: session.sources)
        return copy
      })
    else { return }
    coverage = added
  }
}
