import CybSyntax
import TreatyGames
import TreatyLaw

/// Which single number an outcome stands on (`models.md` §6).
final class FragilitySearch {
  /// The nearest value at which something is other than it is.
  struct Flip {
    let number: ModelNumber
    let critical: Double
    /// The relative change; nothing where the value is 0.
    let change: Double?
    let solution: (solver: TreatySolver, prediction: Prediction)
  }

  let solution: SolvedTreaty
  /// Shares of the way from the value to the end of its range.
  private let steps: [Double]
  private let precision: Double
  /// How many more games may be solved; nothing where there is no limit.
  private(set) var allowance: Int?

  init(_ solution: SolvedTreaty, allowance: Int? = nil) {
    self.solution = solution
    self.allowance = allowance
    // Of a large conference each solution takes its time.
    let isLarge = solution.table.game.eligible.count > 20
    steps = isLarge ? Self.wideSteps : Self.closeSteps
    precision = isLarge ? 1e-3 : 1e-4
  }

  /// Looks, below and above the number's value, for the nearest at which `signature` differs from what it is now: first
  /// in steps that grow, then by halving. Between two steps nothing is seen that comes and goes again.
  func flip<Signature: Equatable>(
    _ number: ModelNumber, from now: Signature, _ signature: (TreatySolver, Prediction) throws -> Signature
  ) throws -> Flip? {
    var nearest: (distance: Double, value: Double, solver: TreatySolver, prediction: Prediction)?
    for direction in [-1.0, 1.0] {
      var inside = number.value
      for step in steps {
        guard let value = value(of: number, direction, step), value != inside else { continue }
        if let nearest, abs(inside - number.value) >= nearest.distance { break }
        guard let changed = try solve(number, value), try signature(changed.0, changed.1) != now else {
          inside = value
          continue
        }
        var outside = (value, changed.0, changed.1)
        var rounds = 0
        while abs(outside.0 - inside) > precision * max(abs(outside.0), 1e-6), rounds < 40 {
          rounds += 1
          var middle = (inside + outside.0) / 2
          if number.isWhole {
            middle = middle.rounded(.towardZero)
            if middle == inside || middle == outside.0 { break }
          }
          guard let half = try solve(number, middle) else { break }
          if try signature(half.0, half.1) != now { outside = (middle, half.0, half.1) } else { inside = middle }
        }
        let distance = abs(outside.0 - number.value)
        if nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, outside.0, outside.1, outside.2) }
        break
      }
    }
    guard let nearest else { return nil }
    let change = number.value == 0 ? nil : (nearest.value - number.value) / number.value
    return Flip(
      number: number, critical: nearest.value, change: change, solution: (nearest.solver, nearest.prediction))
  }

  private static let closeSteps = [0.002, 0.01, 0.03, 0.06, 0.1, 0.15, 0.22, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
  private static let wideSteps = [0.01, 0.06, 0.2, 0.5, 1]

  /// The value at a share of the way to the end of the domain, or, without an end, to ten times the value.
  private func value(of number: ModelNumber, _ direction: Double, _ step: Double) -> Double? {
    let end: Double
    if direction < 0 {
      end = number.limit == nil ? number.value / 10 : 0
    } else {
      end = number.limit ?? number.value * 10
    }
    guard end != number.value else { return nil }
    let value = number.value + (end - number.value) * step
    return number.isWhole ? value.rounded(.toNearestOrAwayFromZero) : value
  }

  private func solve(_ number: ModelNumber, _ value: Double) throws -> (TreatySolver, Prediction)? {
    if let left = allowance {
      guard left > 0 else { return nil }
      allowance = left - 1
    }
    var game = solution.table.game
    number.apply(&game, value)
    let solver = try solution.table.translating { try solution.solver.solverFor(numbersOf: game) }
    let prediction = try solution.table.predict(solver)
    return prediction.complete ? (solver, prediction) : nil
  }
}

/// Who joins and who honours what, in each outcome: what `fragility` watches.
struct OutcomeSignature: Equatable {
  struct One: Hashable {
    var parties: ActorSet
    var honouring: [Int: ActorSet]
  }

  let outcomes: Double?
  let listed: Set<One>

  init(_ prediction: Prediction) {
    outcomes = prediction.outcomes
    listed = Set(prediction.coalitions.map { One(parties: $0.parties, honouring: $0.honouring) })
  }
}

extension SolvedTreaty {
  /// The rows of `fragility(T)`, the most fragile first.
  func fragilityRows() throws -> [Value] {
    let prediction = try prediction()
    guard prediction.complete else { return [] }
    let search = FragilitySearch(self)
    let now = OutcomeSignature(prediction)
    let numbers = table.numbers()
    let reporter = Reporter(host: table.machine.host, title: "fragility", total: numbers.count)
    defer { reporter.finish() }
    let flips = try numbers.enumerated().compactMap { place, number in
      reporter.heard(done: place)
      return try search.flip(number, from: now) { OutcomeSignature($1) }
    }
    return sorted(flips).map { flip in
      .object(
        RecordObject(
          [
            ("entity", .entity(flip.number.entity)), ("field", .text(flip.number.field)),
            ("value", .number(flip.number.value)), ("critical", .number(rounded(flip.critical))),
            ("change", flip.change.map { .number(rounded($0)) } ?? .nothing),
            ("flips", .text(difference(from: prediction, to: flip.solution.prediction))),
          ], role: .table))
    }
  }

  /// What single change would turn the answer, the smallest first, at most three.
  func flips(_ question: PredictionQuestion, _ actor: EntityID, _ modal: Modal) throws -> [Explanation] {
    guard let index = table.index(ofActor: actor), table.game.payoff == nil else { return [] }
    guard try prediction().complete else {
      return [
        Explanation(
          "a longer search might tell (`--max-search`, of which it took \(table.machine.limits.searchWork))")
      ]
    }
    let questions = question.questions(of: index, table)
    let signature = { [table] (solver: TreatySolver, prediction: Prediction) throws -> Truth in
      try questions.reduce(Truth.yes) { result, question in
        let answer = try table.translating { try solver.answer(question, in: prediction) }
        return result && Truth(modal == .might ? answer.might : answer.would)
      }
    }
    let now = try signature(solver, try prediction())
    let search = FragilitySearch(self, allowance: flipAllowance)
    var flips: [FragilitySearch.Flip] = []
    for number in table.numbers() where isNear(number, index) {
      if let flip = try search.flip(number, from: now, signature) { flips.append(flip) }
    }
    let isCut = search.allowance == 0
    let world = table.machine.world
    guard !flips.isEmpty else {
      let name = world.name(of: actor)
      return [
        Explanation(
          isCut
            ? "what would turn it was not looked for to the end: the game is too large"
            : "no change of a single number of \(name), of what it holds, or of \(world.name(of: table.treaty)) turns it"
        )
      ]
    }
    var root = Explanation("it would be otherwise if one number were other than it is:")
    root.because = sorted(flips).prefix(3).map { flip in
      let name = "\(world.name(of: flip.number.entity)).\(flip.number.field)"
      let relation = flip.critical > flip.number.value ? "at least" : "at most"
      return Explanation(
        "\(name) were \(relation) about \(short(flip.critical)) instead of \(short(flip.number.value))",
        sources: [.entity(flip.number.entity), .text(flip.number.field)])
    }
    return [root]
  }

  /// How many games `why` may solve to tell what would turn its answer: the fewer, the larger the game is.
  private var flipAllowance: Int {
    let eligible = table.game.eligible.count
    let conduct = table.game.actors.reduce(10) { sum, actor in
      sum + actor.holds.reduce(0) { $0 + table.game.capabilities[$1].serves.count }
        * (actor.rivals.isEmpty ? table.actors.count : actor.rivals.count)
    }
    return 60_000_000 / ((1 << min(eligible, 16)) * conduct)
  }

  /// Whether a number belongs to the actor, its outlook, what it holds, or the treaty: where one would look first.
  private func isNear(_ number: ModelNumber, _ actor: Int) -> Bool {
    let world = table.machine.world
    let id = table.actors[actor]
    return number.entity == id || number.entity == world.outlook(of: id) || number.entity == table.treaty
      || table.clauses.contains(number.entity)
      || table.game.actors[actor].holds.contains { table.capabilities[$0] == number.entity }
  }

  private func sorted(_ flips: [FragilitySearch.Flip]) -> [FragilitySearch.Flip] {
    flips.enumerated().sorted { left, right in
      let (a, b) = (abs(left.element.change ?? .infinity), abs(right.element.change ?? .infinity))
      return a != b ? a < b : left.offset < right.offset
    }.map(\.element)
  }

  private func rounded(_ number: Double) -> Double { NumberText.rounded(number, decimals: 4) }

  /// What is other in one prediction than in the other, in words.
  private func difference(from now: Prediction, to then: Prediction) -> String {
    guard let before = now.coalitions.first, let after = then.coalitions.first else {
      return then.coalitions.isEmpty ? "no outcome is left" : "there is an outcome"
    }
    let world = table.machine.world
    func names(_ actors: ActorSet) -> String { actors.map { world.name(of: table.actors[$0]) }.joined(separator: ", ") }
    var found: [String] = []
    let joined = after.parties.subtracting(before.parties)
    let left = before.parties.subtracting(after.parties)
    if after.inForce != before.inForce {
      found.append(after.inForce ? "enters into force" : "never enters into force")
    }
    if !joined.isEmpty { found.append("\(names(joined)) \(joined.count == 1 ? "joins" : "join")") }
    if !left.isEmpty, after.inForce { found.append("\(names(left)) \(left.count == 1 ? "stays" : "stay") away") }
    for (index, clause) in table.clauses.enumerated() {
      guard after.inForce, before.inForce, let old = before.honouring[index], let new = after.honouring[index] else {
        continue
      }
      let gained = new.subtracting(old).subtracting(joined)
      let lost = old.subtracting(new).subtracting(left)
      let name = world.name(of: clause)
      if !gained.isEmpty { found.append("\(names(gained)) \(gained.count == 1 ? "honours" : "honour") \(name)") }
      if !lost.isEmpty { found.append("\(names(lost)) \(lost.count == 1 ? "breaches" : "breach") \(name)") }
    }
    if found.isEmpty { found.append("\(then.coalitions.count) outcomes instead of \(now.coalitions.count)") }
    return found.joined(separator: "; ")
  }
}
