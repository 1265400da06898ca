/// A slip on the command line: a message in one line, and exit status 2.
struct WrongUse: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
