/// Why an actor signs or stays away, and honours or breaches: every number of the model that its choice turns on.
public struct Account: Sendable {
  /// The actor.
  public var actor: Int
  /// What it has and does in the coalition with it.
  public var with: Side
  /// What it has in the coalition without it.
  public var without: Side
  /// Differences up to this count as none (1e-9 of the largest scale in the world).
  public var tolerance: Double

  /// Whether the actor wants to be in: it gains by more than the tolerance.
  public var signs: Bool { with.terms.total - without.terms.total > tolerance }

  /// The actor's affairs in one coalition.
  public struct Side: Sendable {
    /// Those that sign.
    public var signatories: ActorSet
    /// Whether the treaty is in force.
    public var inForce: Bool
    /// The terms of the actor's utility.
    public var terms: UtilityTerms
    /// What each part that asks something of the actor asks, and what the actor makes of it; empty for an outsider.
    public var parts: [PartAccount]
  }
}

/// The terms of U_i(S) (models.md §4).
public struct UtilityTerms: Sendable {
  /// What its own conduct brings: Σ g_i(x).
  public var gain = 0.0
  /// What the others' conduct against it costs: Σ H_j(x), taken off.
  public var harm = 0.0
  /// What the others' doing of duties brings it, and its own of public ones: Σ r_c(i).
  public var relief = 0.0
  /// What its own doing of duties costs: Σ b_c(i), taken off.
  public var burden = 0.0
  /// The mean of its rivals' m_j; 0 without rivals.
  public var rivals = 0.0
  /// κ_i, the weight of that mean, which is taken off.
  public var relative = 0.0
  /// The sanctions for what it breaches: Σ z_c, taken off.
  public var sanctions = 0.0
  /// What signing brings to its image: ι_i·s̄, for a signatory.
  public var image = 0.0
  /// What staying outside brings: σ_i, for an outsider.
  public var defiance = 0.0
  /// The payoff, where the user's own replaces the model; the other terms are then 0.
  public var custom: Double?

  /// The actor's own fortune m_i: gain − harm + relief − burden.
  public var own: Double { gain - harm + relief - burden }
  /// U_i(S).
  public var total: Double { custom ?? (own - relative * rivals - sanctions + image + defiance) }
}

/// One part that asks something of an actor: what, and at what price.
public struct PartAccount: Sendable {
  /// The part.
  public var part: Int
  /// What it asks: every act that it forbids the actor, or the omission of the duty.
  public var asks: [AskedAct]
  /// What a breach costs, by how visible it is.
  public var sanction: SanctionTerms

  /// Whether the actor honours the part.
  public var honours: Bool { asks.allSatisfy { !$0.isDone } }
  /// The greatest detection among what the actor does of it; `nil` if it honours the part.
  public var detection: Double? { asks.filter(\.isDone).map(\.detection).max() }
  /// What the actor pays for the breach; 0 if it honours the part.
  public var price: Double { detection.map(sanction.price) ?? 0 }
}

/// An act that a part forbids, or the omission of a duty.
public struct AskedAct: Sendable {
  /// The act; `nil` for the omission of a duty.
  public var conduct: Conduct?
  /// Whether the actor does it (omits the duty) all the same.
  public var isDone: Bool
  /// g_i(x); for a duty the burden saved, less the actor's own relief where the duty is public.
  public var gain: Double
  /// H_i(x), the harm to the target; for a duty the sum of r_c over the rivals that share its relief.
  public var harm: Double
  /// κ_ij, the weight of that harm.
  public var rivalWeight: Double
  /// d_c(x).
  public var detection: Double
  /// λ_c(x); 1 for a duty, whose detection does not use it.
  public var legibility: Double

  /// t_i(x) = g + κ·H.
  public var temptation: Double { gain + rivalWeight * harm }
}

/// The factors of z_c(d) = d·(π + 2·ι·s/n) + ρ·ℓ(d)·relief, with ℓ(d) = δ·d/(1 − δ + δ·d).
public struct SanctionTerms: Sendable {
  /// π_c.
  public var penalty: Double
  /// ι_i.
  public var image: Double
  /// s_c.
  public var salience: Double
  /// n_i: how many parts ask something of the actor.
  public var asking: Int
  /// ρ_c.
  public var reciprocal: Bool
  /// δ_i.
  public var patience: Double
  /// relief_c: what the actor owes to the part.
  public var relief: Double
  /// v_c, from which detection is made.
  public var verification: Double

  /// ℓ(d): the share of the others' restraint that a cheat loses on average.
  public func lostShare(at detection: Double) -> Double {
    lostRestraint(patience: patience, detection: detection)
  }

  /// z_c(d).
  public func price(at detection: Double) -> Double {
    detection * (penalty + 2 * image * salience / Double(max(asking, 1)))
      + (reciprocal ? lostShare(at: detection) * relief : 0)
  }
}

/// ℓ(d) = δ·d/(1 − δ + δ·d): what a cheat loses on average of the others' restraint, since that ends once the cheat is
/// exposed (grim trigger: Friedman 1971).
@inline(__always)
func lostRestraint(patience: Double, detection: Double) -> Double {
  let exposed = patience * detection
  return exposed == 0 ? 0 : exposed / (1 - patience + exposed)
}
