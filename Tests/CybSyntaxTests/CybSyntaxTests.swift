import Testing
@testable import CybSyntax
