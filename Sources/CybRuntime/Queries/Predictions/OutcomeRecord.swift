import CybSyntax
import TreatyGames

/// The record that `outcome(T)` gives (`models.md` §5).
extension SolvedTreaty {
  func outcomeRecord() throws -> Value {
    let prediction = try prediction()
    return .object(
      RecordObject(
        [
          ("complete", .truth(prediction.complete)), ("stable", .number(prediction.stable)),
          ("outcomes", prediction.outcomes.map(Value.number) ?? .truth(.unknown)),
          ("unsettled", table.set(prediction.unsettled)),
          (
            "effects",
            byClause(prediction.effects) { effects in
              .set(Effect.allCases.filter(effects.contains).map { Value.text($0.rawValue) })
            }
          ),
          ("coalitions", .list(prediction.coalitions.map(record))),
        ], role: .outcome))
  }

  private func record(_ report: CoalitionReport) -> Value {
    .record([
      ("signatories", table.set(report.signatories)), ("parties", table.set(report.parties)),
      ("in_force", .truth(report.inForce)),
      ("effects", byClause(report.effects) { .text($0.rawValue) }),
      ("honouring", byClause(report.honouring, table.set)), ("breaching", byClause(report.breaching, table.set)),
      ("done", byActor(report.done.sorted { $0.key < $1.key }) { .list($0.map(conductRecord)) }),
      ("utility", byActor(Array(report.utility.enumerated())) { .number($0) }),
      ("alone", byActor(Array(report.alone.enumerated())) { .number($0) }),
    ])
  }

  private func byClause<Element>(_ values: [Int: Element], _ value: (Element) -> Value) -> Value {
    let map = ValueMap(
      table.clauses.enumerated().compactMap { index, clause in values[index].map { (.entity(clause), value($0)) } })
    return .object(MapObject(map))
  }

  private func byActor<Element>(_ values: [(Int, Element)], _ value: (Element) -> Value) -> Value {
    .object(MapObject(ValueMap(values.map { (Value.entity(table.actors[$0]), value($1)) })))
  }

  private func byActor<Element>(
    _ values: [(key: Int, value: Element)], _ value: (Element) -> Value
  ) -> Value {
    byActor(values.map { ($0.key, $0.value) }, value)
  }

  private func byActor<Element>(
    _ values: [(offset: Int, element: Element)], _ value: (Element) -> Value
  ) -> Value {
    byActor(values.map { ($0.offset, $0.element) }, value)
  }

  private func conductRecord(_ conduct: Conduct) -> Value {
    .record([
      ("use", .entity(table.capabilities[conduct.capability])), ("for", .entity(table.purposes[conduct.purpose])),
      ("against", .entity(table.actors[conduct.target])),
    ])
  }
}
