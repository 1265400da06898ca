import Testing
@testable import TreatyLaw
