/// What the standard model reads of an actor: its own fields and those of its outlook.
public struct GameActor: Sendable {
  /// `relative` κ, 0…1: how much the actor minds what its rivals have (Grieco 1988).
  public var relative = 0.0
  /// `image` ι, ≥ 0: what it is worth to the actor to be seen as a signatory (Finnemore and Sikkink 1998).
  public var image = 0.0
  /// `patience` δ, 0…<1: the actor's discount factor (Axelrod 1984; Keohane 1984).
  public var patience = 0.0
  /// `defiance` σ, ≥ 0: what it is worth to the actor to stand outside.
  public var defiance = 0.0
  /// `exposure` e, ≥ 0: how much of the harm aimed at the actor reaches it.
  public var exposure = 1.0
  /// `rivals` R, never the actor itself; conduct is aimed at them, or, with none, at all other actors.
  public var rivals = ActorSet()
  /// `holds`: indices in ``TreatyGame/capabilities``, each once.
  public var holds: [Int] = []
  /// `appetite` q, 0…1 by purpose (an index in ``TreatyGame/purposes``); a purpose left out counts 0.
  public var appetite: [Int: Double] = [:]

  /// An actor that wants nothing, minds nobody and holds nothing.
  public init() {}
}

/// What the standard model reads of a capability.
public struct GameCapability: Sendable {
  /// `worth` w, ≥ 0: what a use at full appetite brings its user.
  public var worth = 0.0
  /// `harm` h, ≥ 0: what a use at full appetite does to its target.
  public var harm = 0.0
  /// `attribution` α, 0…1: how likely a use is traced to its user.
  public var attribution = 0.0
  /// `serves`: indices in ``TreatyGame/purposes``, each once, at most 64.
  public var serves: [Int] = []

  /// A capability that serves nothing.
  public init() {}
}

/// What the standard model reads of a purpose.
public struct GamePurpose: Sendable {
  /// `harm` η, 0…1: how much of the capability's harm this use does to its target.
  public var harm = 1.0

  /// A purpose whose uses do their full harm.
  public init(harm: Double = 1) { self.harm = harm }
}

/// The act `actor uses capability for purpose against target`: all four are indices in the game.
public struct Conduct: Hashable, Sendable {
  /// Who acts.
  public var actor: Int
  /// What it uses.
  public var capability: Int
  /// What for.
  public var purpose: Int
  /// Against whom.
  public var target: Int

  /// The act in which `actor` uses `capability` for `purpose` against `target`.
  public init(actor: Int, capability: Int, purpose: Int, target: Int) {
    self.actor = actor
    self.capability = capability
    self.purpose = purpose
    self.target = target
  }
}
