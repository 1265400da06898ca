import TreatyLaw

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Times the assessment of recorded acts: `law-benchmark [EVENTS [CLAUSES [ACTORS]]]`, 1 000 000 against 200 clauses of 20
// treaties over 200 actors unless given. All times are of the processor, so that a busy machine does not count; memory
// is the peak of the process.

/// Seconds of the processor that a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let start = clock()
  try body()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func report(_ what: String, _ seconds: Double, per events: Int? = nil) {
  let rate = events.map { "  \(Int(Double($0) / seconds / 1000) * 1000) events/s" } ?? ""
  let (number, unit) = seconds >= 0.1 ? (seconds, "s") : (seconds * 1000, "ms")
  print("  \(what): \(Double(Int(number * 1000)) / 1000) \(unit)\(rate)")
}

/// The peak of the process so far, in MiB.
func peak() -> Int {
  var usage = rusage()
  #if canImport(Glibc)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  #else
    getrusage(RUSAGE_SELF, &usage)
  #endif
  #if os(macOS)
    return usage.ru_maxrss >> 20
  #else
    return usage.ru_maxrss >> 10
  #endif
}

/// The part that the peers can do too: from a file of facts to all breaches in them, of which the numbers are added up.
func assessFacts(_ path: String) throws {
  var made: LawWorld?
  let read = seconds {
    guard let reader = FactReader(path: path) else { fatalError("no facts") }
    made = LawWorld(facts: reader)
  }
  guard var world = made else { fatalError("no world") }
  made = nil
  // Consents come before the acts, which are numbered from 0.
  let first = world.consents
  var (found, sum) = (0, 0)
  let assessed = try seconds {
    let chronicle = Chronicle(world.model, log: world.takeLog())
    for case .act(let offence) in try chronicle.breaches(at: .end(of: 1)) {
      found += 1
      sum &+= (offence.event - first + 1) &* (offence.clause + 1)
    }
  }
  print("\(found) breaches (\(sum)), read in \(read) s, assessed and listed in \(assessed) s, \(peak()) MiB")
}

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "--facts" {
  try assessFacts(CommandLine.arguments[2])
  exit(0)
}

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let count = numbers.first ?? 1_000_000
var world = LawWorld(
  events: count, clauses: numbers.count > 1 ? numbers[1] : 200, actors: numbers.count > 2 ? numbers[2] : 200)
let last = world.log[world.log.count - 1]
let end = Position.end(of: last.position.day)
let events = world.log.count
print("\(count) events, \(world.model.clauses.count) clauses, \(world.people.count) actors")

var made: Chronicle?
report("sorted", seconds { made = Chronicle(world.model, log: world.takeLog()) })
guard let chronicle = made else { fatalError("no chronicle") }
report("assessed", try seconds { try chronicle.advance(to: end) }, per: count)
let memory = peak()
var breaches = 0
report(
  "breaches listed",
  try seconds {
    breaches = try chronicle.breaches(at: end).reduce(0) { count, breach in count + (breach.clause >= 0 ? 1 : 0) }
  })

let actor = world.people[0]
report(
  "whether an actor has breached a clause, of each clause",
  try seconds {
    for clause in world.model.clauses.indices {
      _ = try chronicle.isBreached(by: [actor], of: [clause], at: end)
    }
  })

/// The last act once more, on another day.
func act(on day: Int64) -> Occurrence {
  Occurrence(index: events, act: last.act, position: Position(day: day, minute: 0, order: .max))
}
report(
  "one more event, supposed",
  try seconds {
    let supposed = chronicle.fork()
    guard supposed.append(act(on: last.position.day)) else { fatalError("it lies behind") }
    try supposed.advance(to: end)
  })
for share in [1, 10, 50] {
  let day = last.position.day * Int64(100 - share) / 100
  report(
    "one more event, \(share) % of the time before the end",
    try seconds { try chronicle.inserting([act(on: day)]).advance(to: end) })
}
report(
  "one more event, kept",
  try seconds {
    guard chronicle.append(act(on: last.position.day)) else { fatalError("it lies behind") }
    try chronicle.advance(to: end)
  })
print("  \(breaches) breaches, \(chronicle.duties.count) duties, \(memory) MiB")
