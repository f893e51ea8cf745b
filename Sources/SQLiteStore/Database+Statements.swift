import Catalog
import Foundation
import GRDB

/// Statements are compiled once a connection; SQL is always a constant of this target, values are always arguments.
extension Database {
    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
    }

    func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
    }

    func exists(_ sql: String, _ arguments: StatementArguments = []) throws -> Bool {
        try row(sql, arguments) != nil
    }

    func run(_ sql: String, _ arguments: StatementArguments = []) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func requireOrganization(_ id: String) throws {
        guard try exists("SELECT 1 FROM organizations WHERE id = ?", [id]) else { throw CatalogError.notFound }
    }
}

extension Row {
    func text(_ column: String) throws -> String { try decode(String.self, forColumn: column) }
    func optionalText(_ column: String) throws -> String? { try decode(String?.self, forColumn: column) }
    func integer(_ column: String) throws -> Int { try decode(Int.self, forColumn: column) }
    func optionalInteger(_ column: String) throws -> Int? { try decode(Int?.self, forColumn: column) }
    func real(_ column: String) throws -> Double { try decode(Double.self, forColumn: column) }
    func bytes(_ column: String) throws -> [UInt8] { [UInt8](try decode(Data.self, forColumn: column)) }

    func date(_ column: String) throws -> Date {
        Date(wholeMilliseconds: try decode(Int64.self, forColumn: column))
    }

    func optionalDate(_ column: String) throws -> Date? {
        try decode(Int64?.self, forColumn: column).map(Date.init(wholeMilliseconds:))
    }

    /// A choice that is stored by name; a name that this version does not know is an error, never a default.
    func choice<Choice: RawRepresentable>(
        _ column: String, of type: Choice.Type = Choice.self
    ) throws -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try text(column)) else {
            throw CatalogError.storage(reason: "unknown value in column \(column)")
        }
        return choice
    }
}
