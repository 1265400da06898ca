import Testing
@testable import TreatyGames
