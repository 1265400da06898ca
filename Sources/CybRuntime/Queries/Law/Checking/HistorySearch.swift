import CybSyntax
import TreatyLaw

/// Looks for what must have happened before, for norms with conditions to clash: all sorts of acts that the conditions ask
/// about are tried, one and then two of them, in a copy of the world.
struct HistorySearch {
  let oracle: Oracle
  let model: LawModel
  let treaty: EntityID
  private var world: World { model.world }

  /// No more than this are tried for one finding, of one act and of two.
  private static let tries = 600

  init(oracle: Oracle, model: LawModel, treaty: EntityID) {
    self.oracle = oracle
    self.model = model
    self.treaty = treaty
  }

  /// The scenario of a clash with the fewest acts before it that bring it about; nothing where none was found.
  func found(for finding: Finding) -> Scenario? {
    guard finding.problem == .clash else { return nil }
    return first(of: finding, within: Self.tries) { $0.histories.map { [$0] } }
      ?? first(of: finding, within: Self.tries) { scenario in
        let few = scenario.histories.prefix(12)
        return few.flatMap { first in few.map { [first, $0] } }
      }
  }

  private func first(of finding: Finding, within tries: Int, _ histories: (Scenario) -> [[TreatyLaw.Act]]) -> Scenario?
  {
    var left = tries
    // What somebody does to itself shows less.
    let plain = finding.scenarios.filter { scenario in
      scenario.acts.last.map { !$0.others.contains($0.subject) } ?? false
    }
    for scenario in plain.isEmpty ? finding.scenarios : plain {
      for history in histories(scenario) {
        guard left > 0 else { return nil }
        left -= 1
        var longer = scenario
        longer.acts = history + scenario.acts
        for act in history {
          for case .thing(let thing) in [act.subject] + act.others where mayJoin(thing, longer) {
            longer.parties.append(thing)
          }
        }
        if isConflict(longer) { return longer }
      }
    }
    return nil
  }

  private func mayJoin(_ thing: Thing, _ scenario: Scenario) -> Bool {
    guard let index = model.index(ofTreaty: treaty), model.model.actors.contains(thing) else { return false }
    return !scenario.parties.contains(thing) && (try? model.model.treaties[index].isOpenTo(thing)) == .yes
  }

  /// Whether the last act, on the day after the others, is a conflict.
  private func isConflict(_ scenario: Scenario) -> Bool {
    let point = oracle.machine.save()
    defer { oracle.machine.rollBack(point) }
    do {
      record(scenario)
      let (_, chronicle) = try oracle.law.current()
      let last = world.events.count - 1
      let position = Position.end(of: day(scenario.acts.count).dayNumber)
      return try chronicle.judge(event: last, at: position).contains { $0.verdict == .conflict }
    } catch {
      oracle.law.forget()
      return false
    }
  }

  private func record(_ scenario: Scenario) {
    let place = world[treaty].declaration
    let consent = model.field("consent", of: treaty)?.textObject?.text == "sign" ? "sign" : "ratify"
    if world.field("binds", of: treaty) == nil, let verb = world.verbs.firstIndex(where: { $0.name == consent }) {
      for party in scenario.parties {
        let act = Act(
          verb: VerbID(index: Int32(verb)), subject: .value(model.value(party)), object: .value(.entity(treaty)),
          roles: [])
        _ = world.record(Event(date: day(0), act: act, place: place))
      }
    }
    for (number, act) in scenario.acts.enumerated() {
      _ = world.record(Event(date: day(number + 1), act: model.act(act), place: place))
    }
  }

  private func day(_ days: Int) -> Moment { ExampleWriter.day(days, of: treaty, in: world) }
}
