import CybRuntime
import CybSyntax

// How an interactive session runs its entries: each as a step that can be taken back.
extension Interpreter {
  /// What came of an entry.
  package struct Entry {
    /// With warnings of what it did, such as void acts.
    package var result: Session.Result
    /// What it changed; nothing where it changed nothing or failed.
    package var step: Step?
  }

  /// Runs an entry as a step. One that fails changes nothing.
  package func enterAsStep(_ source: String, name: String) throws(CybError) -> Entry {
    try asStep { session in session.enter(Array(source.utf8), name: name) }
  }

  /// Runs a file as a step; its names are known to later entries. A file that fails changes nothing.
  ///
  /// The file may read what lies below its own folder.
  package func runAsStep(file path: String) throws(CybError) -> Entry {
    guarded.allow(Path.parent(path))
    return try asStep { session in session.run(try content(of: path, nil, session), name: path) }
  }

  /// Runs a text as the file that it is to become.
  package func runAsStep(_ source: String, path: String) throws(CybError) -> Entry {
    guarded.allow(Path.parent(path))
    guarded.note(source: path, at: path)
    return try asStep { session in session.run(Array(source.utf8), name: path) }
  }

  /// Runs an entry and takes back whatever it does.
  package func trial(_ source: String, name: String) throws(CybError) -> Session.Result {
    try perform { session in
      var result = session.trial { session.enter(Array(source.utf8), name: name) }
      result.diagnostics += self.guarded.takeWarnings()
      return result
    }
  }

  private func asStep(_ work: (Session) throws -> Session.Result) throws(CybError) -> Entry {
    try perform { session in
      var (result, step) = try session.step { try work(session) }
      if result.failed, let done = step {
        session.takeBack(done)
        step = nil
      }
      result.diagnostics += self.guarded.takeWarnings()
      return Entry(result: result, step: step)
    }
  }
}
