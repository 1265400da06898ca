import ArgumentParser
import Cyb
import CybTools

/// `cyb fmt PATH…`: writes scripts in canonical style.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Format scripts in the one canonical style.",
    discussion: """
      Files are rewritten in place; - formats standard input to standard output. A folder stands for all scripts in and \
      below it. Formatting never changes what a script means; a script with errors is left as it is.
      """)

  @ArgumentParser.Argument(
    help: "Scripts, folders of scripts, or - for standard input.", completion: .file(extensions: ["cyb"]))
  var paths: [String]

  @Flag(help: "Write nothing; name the files that would change, and fail if there are any.")
  var check = false

  @Flag(help: "Write nothing; show what would change.")
  var diff = false

  @OptionGroup var color: ColorOption

  func run() throws {
    var ending = Ending.fine
    for path in try scripts(below: paths) {
      let bytes: [UInt8]
      do { bytes = try FileContent.named(path) } catch let failure as Failure {
        throw WrongUse(failure.diagnostic.message)
      }
      let name = path == "-" ? "<stdin>" : path
      let script: FormattedScript
      do { script = try FormattedScript(bytes, name: name, rendering: color.color.rendering) } catch let problem
        as FormattedScript.Problem
      {
        Console.complain(problem.rendering)
        ending = .failed
        continue
      }
      if diff { try Console.write(UnifiedDiff.text(from: script.original, to: script.text, name: name)) }
      if check, script.isChanged {
        if !diff { try Console.write("\(name)\n") }
        ending = .failed
      }
      if check || diff { continue }
      if path == "-" {
        try Console.write(script.text)
      } else if script.isChanged {
        do { try FileReplacement.replace(path, by: script.text) } catch {
          Console.complain("error: \(error)\n")
          ending = .failed
        }
      }
    }
    if ending != .fine { throw ending.code }
  }
}
