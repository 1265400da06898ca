// Made from prelude.cyb by `make generate`; do not edit.

/// The declarations that every script starts with, in Cyb itself; `cyb doc prelude` shows them.
public enum Prelude {
  public static let source = #"""
    // The prelude: declared before every script, in Cyb itself. A script may read, change or replace any of it by declaring
    // the name anew. Worth, harm, penalty, burden, relief, image and defiance share one unit, calibrated for a worth of
    // about 10.

    /// A state: may join treaties unless their text says otherwise.
    kind state: actor
    /// An international or regional organisation.
    kind organisation: actor
    /// A company.
    kind firm: actor
    /// A group that is no state: rebels, a criminal gang.
    kind group: actor
    /// A natural person.
    kind person: actor

    /// A treaty under private law: signing is consent, anyone may sign, and nothing may be reserved.
    kind contract: treaty { consent: sign, open_to: actor, reservations: no }

    /// Theft, fraud, extortion: for gain, against the law of all.
    purpose crime
    /// Taking secrets.
    purpose espionage
    /// Destroying and disabling in a conflict between states.
    purpose warfare
    /// Finding and stopping offenders; does no harm to its target.
    purpose policing { harm: 0 }

    /// Gains are judged against rivals' (Grieco 1988).
    outlook realist { relative: 60%, image: 1, patience: 60% }
    /// Absolute gains and a long shadow of the future (Keohane 1984).
    outlook liberal { relative: 0, image: 3, patience: 85% }
    /// To be seen as good is itself a gain (Finnemore and Sikkink 1998).
    outlook constructivist { relative: 0, image: 10, patience: 70% }
    /// Standing outside deters.
    outlook defiant { relative: 30%, image: 0, patience: 50%, defiance: 5 }

    /// Uses a capability for a purpose against somebody.
    verb use capability for purpose against actor
    /// Hands a capability to somebody.
    verb transfer capability to actor
    /// Tells somebody of a capability, such as a vulnerability.
    verb disclose capability to actor
    /// Helps somebody, as in mutual legal assistance.
    verb assist actor
    /// Reports to somebody.
    verb report to actor
    /// Lets somebody inspect.
    verb admit actor
    /// Pays an amount to somebody.
    verb pay/pays/paid number to actor

    /// Becomes a signatory.
    verb sign treaty
    /// Consents to be bound [VCLT 14].
    verb ratify treaty
    /// Consents to be bound without having signed [VCLT 15].
    verb accede to treaty
    /// Takes a clause out between itself and the others [VCLT 19-21].
    verb reserve clause
    /// Objects to somebody's reservation [VCLT 20].
    verb object to actor over treaty or clause
    /// Leaves a treaty when the notice has run [VCLT 54, 56].
    verb withdraw/withdraws/withdrawn from treaty
    /// Takes a treaty or clause out of force between two, or lets a notice of its own stand still [VCLT 60, 68].
    verb suspend treaty or clause or event against actor?
    /// Ends a suspension.
    verb resume treaty or clause or event against actor?
    /// Ends a treaty [VCLT 54, 60].
    verb terminate treaty against actor?
    /// Takes back an act of its own [VCLT 18, 22, 68].
    verb revoke event
    """# + "\n"
}
