import ArgumentParser
import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the process ends.
enum Ending: Int32 {
  case fine = 0
  /// The script failed: an error, a failed expectation or check.
  case failed = 1
  /// The command line is wrong.
  case wrongUse = 2
  /// The script used up what it may.
  case limit = 3
  /// By Ctrl-C: 128 and the number of the signal, as shells have it.
  case interrupted = 130

  var code: ExitCode { ExitCode(rawValue) }

  init(_ error: CybError) {
    switch error.reason {
    // A script that cannot be read is a slip on the command line.
    case .failed:
      self = error.first.map { $0.span == nil && $0.code.name.hasPrefix("cyb-file-") } == true ? .wrongUse : .failed
    case .limit: self = .limit
    case .interrupted: self = .interrupted
    }
  }

  /// The graver of two.
  func worst(_ other: Ending) -> Ending { other.rawValue > rawValue ? other : self }

  /// Shows what the parser of arguments has to say, help or an error, and ends the process.
  static func exit(after error: any Error) -> Never {
    if let code = error as? ExitCode { finish(code.rawValue) }
    if let error = error as? WrongUse {
      Console.complain("error: \(error.message)\n")
      finish(Ending.wrongUse.rawValue)
    }
    if error is OutputClosed { finish(Ending.fine.rawValue) }
    let code = CybCommand.exitCode(for: error)
    if code == .success {
      try? Console.write(CybCommand.fullMessage(for: error) + "\n")
      finish(Ending.fine.rawValue)
    }
    Console.complain(CybCommand.fullMessage(for: error) + "\n")
    finish(code == .validationFailure ? Ending.wrongUse.rawValue : Ending.failed.rawValue)
  }

  /// Ends the process at once; what it holds is left to the system.
  private static func finish(_ status: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }
}
