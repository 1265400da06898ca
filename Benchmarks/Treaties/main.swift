import Foundation
import TreatyGames

// Times the search for stable coalitions on families of random worlds: `treaty-benchmarks FAMILY ACTORS WORLDS`. Prints
// the share that is solved within the budget of a prediction, and the median and the worst of processor time and nodes.

/// Seconds of processor time that this process has used.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Holds the search against plain enumeration: the same outcomes, and the processor time of both.
func compare(_ family: Family, actors: Int, worlds: Int) throws {
  for seed in 0..<worlds {
    let game = family.game(seed: UInt64(seed), actors: actors)
    let start = processorTime()
    let searched = try TreatySolver(game).predict(Budget(work: .max))
    let middle = processorTime()
    let enumerated = try TreatySolver(game).enumerate(Budget(work: .max))
    let end = processorTime()
    guard searched.stable == enumerated.stable, searched.effects == enumerated.effects else {
      print("seed \(seed): they differ")
      exit(1)
    }
    print("\(family.rawValue) \(actors), seed \(seed): search \(middle - start) s, enumeration \(end - middle) s")
    fflush(nil)
  }
}

let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "enumerate", let players = Int(arguments[2]) {
  enumerateParticipation(players)
  exit(0)
}
if arguments.count == 5, arguments[1] == "compare", let family = Family(rawValue: arguments[2]),
  let actors = Int(arguments[3]), let worlds = Int(arguments[4])
{
  try compare(family, actors: actors, worlds: worlds)
  exit(0)
}
guard arguments.count == 4, let family = Family(rawValue: arguments[1]), let actors = Int(arguments[2]),
  let worlds = Int(arguments[3])
else {
  print("usage: treaty-benchmarks \(Family.allCases.map(\.rawValue).joined(separator: "|")) ACTORS WORLDS")
  print("       treaty-benchmarks enumerate PLAYERS")
  print("       treaty-benchmarks compare FAMILY ACTORS WORLDS")
  exit(64)
}
var times: [Double] = []
var nodes: [Int] = []
var solved = 0
for seed in 0..<worlds {
  let game = family.game(seed: UInt64(seed), actors: actors)
  let start = processorTime()
  let result = try TreatySolver(game).predict()
  times.append(processorTime() - start)
  nodes.append(result.nodes)
  if result.complete { solved += 1 }
  if worlds <= 10 {
    print(
      "seed \(seed): complete \(result.complete) stable \(result.stable) outcomes \(result.outcomes ?? -1) nodes \(result.nodes) work \(result.work) time \(times[times.count - 1])"
    )
    fflush(nil)
  }
}
times.sort()
nodes.sort()
print(
  "\(family.rawValue) \(actors): solved \(solved) of \(worlds); seconds median \(times[worlds / 2]) worst \(times[worlds - 1]); nodes median \(nodes[worlds / 2]) worst \(nodes[worlds - 1])"
)
