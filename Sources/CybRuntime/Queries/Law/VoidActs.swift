import CybSyntax
import TreatyLaw

extension Oracle {
  /// Whether some text has `overrides`, which may run in a ring.
  private var saysWhatPrevails: Bool {
    world.declared.contains { treaty in
      world.isEntity(treaty, of: .treaty)
        && ([treaty] + world[treaty].clauses).contains { world.field("overrides", of: $0) != nil }
    }
  }

  /// A warning at each act without legal effect that has not been warned of yet; or the error that keeps the law from
  /// being read.
  func voidActWarnings() -> [Diagnostic] {
    guard world.events.isEmpty ? saysWhatPrevails : world.declared.contains(where: { world.isEntity($0, of: .treaty) })
    else { return [] }
    do {
      let (model, chronicle) = try law.current()
      let wording = LegalWording(model: model)
      return try chronicle.voidActs(at: latest).compactMap { index, reason in
        let event = world.events[index]
        guard warned.insert(event.serial).inserted else { return nil }
        let act = model.act(event.act)
        return Diagnostic(
          "cyb-void-act", "this act has no legal effect: \(wording.reason(reason, act))", at: event.place,
          severity: .warning
        ).help(wording.advice(reason))
      }
    } catch let failure as Failure {
      law.forget()
      return [failure.diagnostic]
    } catch { return [] }
  }
}
