import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A reader of the output that has gone is noticed when writing, not by a signal.
signal(SIGPIPE, SIG_IGN)
do {
  try CommandLineHabits.check(Array(CommandLine.arguments.dropFirst()))
  var command = try CybCommand.parseAsRoot()
  try command.run()
} catch {
  Ending.exit(after: error)
}
