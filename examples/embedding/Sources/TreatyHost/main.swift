import Cyb

// A host program that keeps a register of fleets, and lets a script write the treaty that limits them.
let fleets = ["Atlantia": 60, "Baltia": 4, "Ruthenia": 35]

// An interpreter is a world of its own. `.strict` bounds what one call may use; without permissions it reads no files.
let cyb = Interpreter(limits: .strict)

// The host's functions and values, known to scripts by their names.
try cyb.define(name: "warships") { (state: String) in fleets[state] ?? 0 }
try cyb.define(name: "ceiling", value: 30)

// What a script prints is captured.
let outcome = try cyb.run(
  source: """
    state Atlantia { outlook: realist }
    state Baltia, Ruthenia
    treaty Washington "Treaty for the Limitation of Naval Armament" {
      quorum: 2
      clause 1 { forbid any state to use anything for warfare against any party }
    }
    fn excess(s) = max(0, warships(text(s)) - ceiling)
    for s in all(state) { print("{s} has {warships(text(s))} warships, {excess(s)} too many") }
    """, name: "naval.cyb")
print(outcome.output, terminator: "")

// Answers come as the Swift types that are asked for.
let bound: [String] = try cyb.evaluate("[s for s in all(state) if excess(s) > 0]")
let excess: [String: Int] = try cyb.evaluate("[text(s): excess(s) for s in all(state)]")
let clause: String = try cyb.evaluate("Washington.1")
print("over the ceiling: \(bound.joined(separator: ", ")); Atlantia by \(excess["Atlantia"] ?? 0); see \(clause)")

// An error has a code, a place and advice; the world is as it was before the statement that failed.
do {
  let _: Double = try cyb.evaluate("excess(Atlantia) / warships(\"Utopia\")")
} catch {
  print(error.rendering, terminator: "")
}
