import ArgumentParser
import CybTools

/// `cyb explain CODE`: what a diagnostic code means, with a bad and a good example; without a code, the list of them.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a diagnostic code, with examples.",
    discussion: "Without a code, all codes are listed.")

  @Argument(help: "Such as cyb-unknown-name; cyb- may be left out.")
  var code: String?

  func run() throws {
    guard let code else { return try Console.write(Explanations.list()) }
    guard let text = Explanations.text(of: code) else {
      let near = Explanations.closest(to: code).map { "; did you mean `\($0)`?" } ?? "; `cyb explain` lists them"
      throw WrongUse("there is no code `\(code)`\(near)")
    }
    try Console.write(text)
  }
}
