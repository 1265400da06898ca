import TreatyGames

// Times the search for stable coalitions on families of random worlds: `treaty-benchmarks FAMILY ACTORS WORLDS`. Prints
// the share that is solved within the budget of a prediction, and the median and the worst of time and nodes.

let arguments = CommandLine.arguments
guard arguments.count == 4, let family = Family(rawValue: arguments[1]), let actors = Int(arguments[2]),
  let worlds = Int(arguments[3])
else {
  print("usage: treaty-benchmarks \(Family.allCases.map(\.rawValue).joined(separator: "|")) ACTORS WORLDS")
  throw CancellationError()
}
var times: [Double] = []
var nodes: [Int] = []
var solved = 0
let clock = ContinuousClock()
for seed in 0..<worlds {
  let game = family.game(seed: UInt64(seed), actors: actors)
  var result: Prediction?
  let time = try clock.measure { result = try TreatySolver(game).predict() }
  guard let result else { continue }
  times.append(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  nodes.append(result.nodes)
  if result.complete { solved += 1 }
  if worlds <= 10 {
    print(
      "seed \(seed): complete \(result.complete) stable \(result.stable) outcomes \(result.outcomes ?? -1) nodes \(result.nodes) work \(result.work) time \(times[times.count - 1])"
    )
  }
}
times.sort()
nodes.sort()
print(
  "\(family.rawValue) \(actors): solved \(solved) of \(worlds); seconds median \(times[worlds / 2]) worst \(times[worlds - 1]); nodes median \(nodes[worlds / 2]) worst \(nodes[worlds - 1])"
)
