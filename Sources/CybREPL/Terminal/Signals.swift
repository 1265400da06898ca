import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that reach a session at a terminal.
///
/// A handler does nothing but note the signal and write a byte into a pipe, on which the reader of keys waits beside the
/// keyboard: no signal is lost between looking and waiting.
enum Signals {
  private static let isInterrupted = Atomic<Bool>(false)
  private static let isResized = Atomic<Bool>(false)
  private static let isStopped = Atomic<Bool>(false)
  /// Both ends of the pipe.
  nonisolated(unsafe) private static var ends: (read: Int32, write: Int32) = (-1, -1)
  /// What Ctrl-C stops while something runs.
  nonisolated(unsafe) private static var interrupt: (() -> Void)?
  /// How the terminal was before. On the heap: a static structure of C's gets no room for the gaps between its fields.
  nonisolated(unsafe) private static var mode: UnsafeMutablePointer<termios>?

  /// Begins to look for signals.
  ///
  /// - Parameter interrupt: stops what is running.
  static func start(interrupt: @escaping () -> Void) {
    self.interrupt = interrupt
    var pair: [Int32] = [-1, -1]
    if pipe(&pair) == 0 {
      for end in pair {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
      ends = (pair[0], pair[1])
    }
    let mode = mode ?? .allocate(capacity: 1)
    mode.initialize(to: termios())
    tcgetattr(0, mode)
    self.mode = mode
    signal(SIGINT) { _ in
      Signals.isInterrupted.store(true, ordering: .relaxed)
      Signals.interrupt?()
      Signals.wake()
    }
    signal(SIGWINCH) { _ in
      Signals.isResized.store(true, ordering: .relaxed)
      Signals.wake()
    }
    for number in [SIGTERM, SIGHUP] {
      signal(number) { number in
        // The shell gets its terminal back as it was.
        if let mode = Signals.mode { tcsetattr(0, TCSANOW, mode) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// Lets Ctrl-Z be noted instead of stopping the process at once, while a line is edited.
  static func holdStops(_ isHeld: Bool) {
    if isHeld {
      signal(SIGTSTP) { _ in
        Signals.isStopped.store(true, ordering: .relaxed)
        Signals.wake()
      }
    } else {
      signal(SIGTSTP, SIG_DFL)
    }
  }

  /// Stops the process until it is told to go on. Where no shell could tell it so, the system lets it go on at once.
  static func stop() {
    holdStops(false)
    raise(SIGTSTP)
    holdStops(true)
  }

  static func takeInterrupt() -> Bool { isInterrupted.exchange(false, ordering: .relaxed) }
  static func takeResize() -> Bool { isResized.exchange(false, ordering: .relaxed) }
  static func takeStop() -> Bool { isStopped.exchange(false, ordering: .relaxed) }

  /// Waits for bytes from the keyboard or a signal.
  ///
  /// - Parameter milliseconds: how long; a negative number for ever.
  /// - Returns: whether there are bytes, or the end of the input.
  static func waitForInput(_ milliseconds: Int32 = -1) -> Bool {
    var waiting = [
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&waiting, 2, milliseconds)
    if waiting[1].revents != 0 {
      var byte: UInt8 = 0
      while read(ends.read, &byte, 1) > 0 {}
    }
    return waiting[0].revents != 0
  }

  private static func wake() {
    let saved = errno
    var byte: UInt8 = 0
    _ = write(ends.write, &byte, 1)
    errno = saved
  }
}
