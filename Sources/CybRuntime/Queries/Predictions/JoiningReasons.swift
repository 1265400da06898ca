import CybSyntax
import TreatyGames
import TreatyLaw

/// Why an actor joins or stays away: the terms of its utility with it and without.
extension SolvedTreaty {
  /// Of a treaty that does not enter into force: what an actor that stays away would do and have if all signed.
  func stayingAway(_ actor: Int, _ report: CoalitionReport) throws -> [Explanation]? {
    guard !report.inForce, !report.signatories.contains(actor) else { return nil }
    let all = table.game.eligible
    let account = try table.translating { try solver.account(of: actor, in: all) }
    guard account.with.inForce else { return nil }
    let whole = try table.translating { try solver.report(on: all) }
    var root = try membership(of: actor, in: whole)
    root.claim = "if all that may join signed: " + root.claim
    for clause in table.clauses.indices where whole.breaching[clause]?.contains(actor) ?? false {
      root.because.append(self.clause(at: clause, of: actor, whole, account.with))
    }
    return [root]
  }

  func membership(of actor: Int, in report: CoalitionReport) throws -> Explanation {
    let account = try table.translating { try solver.account(of: actor, in: report.signatories) }
    let gain = account.with.terms.total - account.without.terms.total
    var claim = "\(name(actor)) has \(short(account.with.terms.total)) if it signs and "
    claim += "\(short(account.without.terms.total)) if it stays away: "
    claim += account.signs ? "it gains \(short(gain)) by signing" : "it gains nothing by signing"
    var root = Explanation(claim, sources: [.entity(table.actors[actor])])
    root.because = [
      terms(of: actor, account.with, "signing, beside \(names(account.with.signatories.without(actor)))"),
      terms(of: actor, account.without, "staying away from \(names(account.without.signatories))"),
    ]
    return root
  }

  private func terms(of actor: Int, _ side: Account.Side, _ title: String) -> Explanation {
    let terms = side.terms
    let force = side.inForce ? "in force" : "not in force"
    var root = Explanation("\(title), \(force): U = \(short(terms.total))")
    if let custom = terms.custom {
      root.because.append(Explanation("the treaty's own payoff: \(short(custom))", sources: [.text("payoff")]))
      return root
    }
    func add(_ claim: String, _ field: String, _ entity: EntityID? = nil) {
      root.because.append(
        Explanation(claim, sources: (entity.map { [.entity($0)] } ?? []) + [.text(field)]))
    }
    let outlook = world.outlook(of: table.actors[actor])
    let outlookName = outlook.map(world.name(of:)) ?? "its outlook"
    add("+ \(short(terms.gain)) from its own conduct", "worth")
    add("− \(short(terms.harm)) by the others' conduct against it", "harm")
    if terms.relief != 0 { add("+ \(short(terms.relief)) from duties that are done", "relief") }
    if terms.burden != 0 { add("− \(short(terms.burden)) for the duties that it does", "burden") }
    if terms.relative != 0 {
      let weighed = terms.relative * terms.rivals
      add(
        "\(weighed > 0 ? "−" : "+") \(short(abs(weighed))): less \(percent(terms.relative)) (`relative` of "
          + "\(outlookName)) of \(short(terms.rivals)), what its rivals have on average", "relative", outlook)
    }
    if terms.sanctions != 0 {
      add("− \(short(terms.sanctions)) of sanctions for what it breaches", "penalty")
      root.because[root.because.count - 1].because = side.parts.filter { !$0.honours }.map { part in
        let clause = table.clauses[table.game.parts[part.part].clause]
        let title = world.name(of: clause)
        var reason = sanction(part.sanction, at: part.detection ?? 0, of: actor, clause: title)
        reason.claim = "\(title): \(reason.claim)"
        reason.sources.append(.entity(clause))
        return reason
      }
    }
    if terms.image != 0 {
      let image = table.game.actors[actor].image
      add(
        "+ \(short(terms.image)) of image: \(short(image)) (`image` of \(outlookName)) × "
          + "\(percent(terms.image / image)) (mean salience of what is asked)", "image", outlook)
    }
    if terms.defiance != 0 {
      add("+ \(short(terms.defiance)) for standing outside (`defiance` of \(outlookName))", "defiance", outlook)
    }
    return root
  }
}
