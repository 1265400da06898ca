import Cyb

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C: the first time the script is asked to stop, the second time the process ends.
enum Interruption {
  nonisolated(unsafe) private static var interpreter: Interpreter?
  nonisolated(unsafe) private static var wasInterrupted = false

  /// Lets Ctrl-C stop what an interpreter runs, from now on.
  static func stops(_ target: Interpreter) {
    interpreter = target
    wasInterrupted = false
    // Whoever started the process may have left the signal blocked.
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
    signal(SIGINT) { _ in
      if Interruption.wasInterrupted { _exit(Ending.interrupted.rawValue) }
      Interruption.wasInterrupted = true
      Interruption.interpreter?.interrupt()
    }
  }
}
