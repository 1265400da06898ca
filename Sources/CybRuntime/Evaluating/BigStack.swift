import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs work on a thread whose native stack is large enough for the deepest script that the limits allow.
///
/// The stack is reserved, not used: the system gives it memory page by page, where a deep script reaches. A thread that
/// has done its work waits for more, so that a second call costs two switches of threads and no new thread.
public enum BigStack {
  /// Bytes of stack asked for; where the system has less to give, half of it, and so on down to `leastSize`.
  static let size = 1 << 30
  private static let leastSize = 8 << 20
  /// Threads that are kept waiting for more work.
  private static let idleLimit = 4
  private static let idle = Mutex<[Worker]>([])

  /// Does the work on such a thread and waits for it; straight away where the caller runs on one already.
  public static func run<Result>(_ work: () throws -> Result) throws -> Result {
    if pthread_getspecific(marker) != nil { return try work() }
    guard let worker = takeWorker() else {
      throw Failure("cyb-limit-threads", "the system has no thread to give for running a script")
    }
    return try withoutActuallyEscaping(work) { work in
      var outcome: Swift.Result<Result, any Error>?
      worker.perform { outcome = Swift.Result { try work() } }
      giveBack(worker)
      guard let outcome else { preconditionFailure("the work has not been done") }
      return try outcome.get()
    }
  }

  /// The same for work that cannot fail; where there is no thread to be had, on the caller's.
  public static func run(_ work: () -> Void) {
    let done: Void? = try? run { () throws -> Void in work() }
    if done == nil { work() }
  }

  /// Does the work once for each index from 0 to below `count`, on as many such threads at a time as the system gives,
  /// and waits for all; the first on the caller's.
  static func runAll(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    var workers: [Worker] = []
    var rest = [0]
    for index in 1..<max(count, 1) {
      guard let worker = takeWorker() else {
        rest.append(index)
        continue
      }
      workers.append(worker)
      worker.start { work(index) }
    }
    for index in rest { work(index) }
    for worker in workers {
      worker.wait()
      giveBack(worker)
    }
  }

  /// How many threads can run at a time.
  static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The lowest address that a script may reach on the thread that asks; some room is left below for work that does
  /// not look. A thread that is not one of these is trusted with little.
  static var limit: UInt {
    if let worker = pthread_getspecific(marker) {
      return Unmanaged<Worker>.fromOpaque(worker).takeUnretainedValue().limit
    }
    var probe: UInt8 = 0
    let here = withUnsafeMutablePointer(to: &probe) { UInt(bitPattern: $0) }
    return here - min(here, 256 << 10)
  }

  /// Set on the threads with a large stack.
  private static let marker: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  private static func takeWorker() -> Worker? {
    if let worker = idle.withLock({ $0.popLast() }) { return worker }
    let worker = Worker()
    var size = size
    while size >= leastSize {
      if start(worker, stackSize: size) { return worker }
      size /= 2
    }
    return nil
  }

  private static func giveBack(_ worker: Worker) {
    let isKept = idle.withLock { idle in
      guard idle.count < idleLimit else { return false }
      idle.append(worker)
      return true
    }
    if !isKept { worker.stop() }
  }

  private static func start(_ worker: Worker, stackSize: Int) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    worker.size = UInt(stackSize)
    guard pthread_attr_setstacksize(&attributes, stackSize) == 0,
      pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    let context = Unmanaged.passRetained(worker).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { BigStack.body($0) }, context)
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, &attributes, { $0.flatMap { BigStack.body($0) } }, context)
    #endif
    if status != 0 { Unmanaged<Worker>.fromOpaque(context).release() }
    return status == 0
  }

  private static func body(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    pthread_setspecific(marker, context)
    Unmanaged<Worker>.fromOpaque(context).takeRetainedValue().work()
    return nil
  }
}

/// A thread that does one piece of work after another.
private final class Worker: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var task: (() -> Void)?
  /// Bytes of its stack.
  var size: UInt = 0
  /// The lowest address that a script may reach.
  private(set) var limit: UInt = 0
  private var isStopped = false

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Hands the work to the thread and waits until it is done.
  func perform(_ work: @escaping () -> Void) {
    start(work)
    wait()
  }

  /// Hands the work to the thread.
  func start(_ work: @escaping () -> Void) {
    pthread_mutex_lock(mutex)
    task = work
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// Waits until the thread has done its work.
  func wait() {
    pthread_mutex_lock(mutex)
    while task != nil { pthread_cond_wait(changed, mutex) }
    pthread_mutex_unlock(mutex)
  }

  func stop() {
    pthread_mutex_lock(mutex)
    isStopped = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }

  /// The life of the thread.
  func work() {
    var probe: UInt8 = 0
    let top = withUnsafeMutablePointer(to: &probe) { UInt(bitPattern: $0) }
    limit = top - size + min(size / 2, 16 << 20)
    pthread_mutex_lock(mutex)
    while !isStopped {
      guard let work = task else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      pthread_mutex_unlock(mutex)
      work()
      pthread_mutex_lock(mutex)
      task = nil
      pthread_cond_broadcast(changed)
    }
    pthread_mutex_unlock(mutex)
  }
}
