/// The table of builtins.
public enum BuiltinTable {
  /// All builtins, by topic.
  public static let all: [Builtin] = [
    Numbers.all, Statistics.all, Texts.all, Formatting.all, Dates.all, Collections.all, Maps.all, Combinations.all,
    Transforms.all, Sorting.all, WorldBuiltins.all, LawBuiltins.all, DataBuiltins.all,
    PredictionBuiltins.all, Output.all,
    PowerBuiltins.all, StabilityBuiltins.all, Draws.all, SimulationBuiltins.all,
    TableBuiltins.all, PlotBuiltins.all,
  ].flatMap { $0 }

  private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  public static func named(_ name: String) -> Builtin? { byName[name] }
}
