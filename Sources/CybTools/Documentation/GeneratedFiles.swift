/// The files of the repository that are made from tables in the sources: `make generate` writes them, a test compares.
public enum GeneratedFiles {
  /// Paths from the root of the repository, and what makes their content.
  public static let all: [(path: String, content: @Sendable () -> String)] = [
    ("docs/errors.md", { Explanations.page() }),
    ("docs/builtins.md", { BuiltinPages.page() }),
  ]
}
