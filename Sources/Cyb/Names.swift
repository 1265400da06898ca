import CybRuntime
import CybSyntax
import TreatyLaw

// The names of other modules that a host needs, so that `import Cyb` is enough.

/// A value of the language.
public typealias Value = CybRuntime.Value
/// `yes`, `no` or `unknown`.
public typealias Truth = TreatyLaw.Truth
/// A date, with or without a time of day, in UTC.
public typealias Moment = CybRuntime.Moment
/// A span of civil time: months, days or minutes.
public typealias CivilDuration = CybRuntime.CivilDuration
/// What a running script may use up.
public typealias Limits = CybRuntime.Limits
/// The world outside, as far as a script may reach it.
public typealias Host = CybRuntime.Host
/// The actors, treaties and events that a script has declared and recorded.
public typealias World = CybRuntime.World
/// The answer of an `ask`.
public typealias Answer = CybRuntime.Answer
/// A message about a script: an error, a warning or a note.
public typealias Diagnostic = CybSyntax.Diagnostic
/// What a run-time error is thrown as inside a host's functions and `Host`s.
public typealias Failure = CybRuntime.Failure
