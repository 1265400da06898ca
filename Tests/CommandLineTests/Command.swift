import Foundation
import Testing

/// Runs the built `cyb` as a user would.
struct Command {
  var status: Int32
  var output: String
  var errors: String

  /// The binary beside the test bundle.
  static let binary: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<4 where !FileManager.default.isExecutableFile(atPath: folder.appendingPathComponent("cyb").path) {
      folder.deleteLastPathComponent()
    }
    return folder.appendingPathComponent("cyb")
  }()

  /// Runs `cyb` with arguments in a folder; the environment has nothing to do with colours unless it is given.
  static func run(
    _ arguments: String..., input: String = "", in folder: Folder? = nil, environment: [String: String] = [:]
  ) throws -> Command {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = folder?.url
    var variables = ProcessInfo.processInfo.environment
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
    try process.run()
    process.killAfterAMinute()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    // Both pipes are drained at once, lest the process waits for one while we wait for the other.
    nonisolated(unsafe) var errors = Data()
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      errors = stderr.fileHandleForReading.readDataToEndOfFile()
      done.signal()
    }
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    done.wait()
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self))
  }
}

/// A folder with files that goes away with the test.
final class Folder {
  let url: URL

  init(_ files: [String: String]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("cyb-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, content) in files { try write(content, to: name) }
  }

  func write(_ content: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

extension Process {
  /// A command that hangs fails its test and not the whole suite.
  func killAfterAMinute() {
    Thread.detachNewThread { [self] in
      Thread.sleep(forTimeInterval: 60)
      if isRunning { kill(processIdentifier, SIGKILL) }
    }
  }
}
