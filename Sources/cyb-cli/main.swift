import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A reader of the output that has gone is noticed when writing, not by a signal.
signal(SIGPIPE, SIG_IGN)
do {
  let arguments = Array(CommandLine.arguments.dropFirst())
  if let request = ScriptRun(quickly: arguments) {
    try request.run()
  } else {
    try CommandLineHabits.check(arguments)
    var command = try CybCommand.parseAsRoot()
    try command.run()
  }
} catch {
  Ending.exit(after: error)
}
