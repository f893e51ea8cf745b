import Foundation
import Synchronization

/// From which hosts GET keys were refused in the last day: a key that pages elsewhere use looks leaked.
///
/// It lives in memory and is bounded: the key whose last refusal is oldest gives way, and of each key a few hosts are
/// remembered. A hint needs no more.
public final class RefusedHosts: Sendable {
    /// What is known of one key.
    public struct Tally: Sendable, Equatable {
        /// Refusals of the last day, to the hour.
        public let count: Int
        /// Some of the hosts, in the order in which they came.
        public let hosts: [String]

        /// Puts a tally together.
        public init(count: Int, hosts: [String]) {
            self.count = count
            self.hosts = hosts
        }
    }

    private struct Record {
        /// Refusals by the hour since 1970.
        var hours: [Int: Int] = [:]
        var hosts: [(name: String, hour: Int)] = []
        var last = 0

        mutating func drop(before hour: Int) {
            hours = hours.filter { $0.key > hour }
            hosts.removeAll { $0.hour <= hour }
        }
    }

    private static let dayHours = 24
    private let keyLimit: Int
    private let hostLimit: Int
    private let records = Mutex<[String: Record]>([:])

    /// Makes an empty tally.
    ///
    /// - Parameters:
    ///   - keys: Keys that are remembered at most.
    ///   - hosts: Hosts that are remembered of each.
    public init(keys: Int = 1_024, hosts: Int = 5) {
        keyLimit = keys
        hostLimit = hosts
    }

    /// Notes that a key was refused for where it was used.
    public func note(key: String, host: String, at now: Date) {
        let hour = Self.hour(now)
        records.withLock { records in
            if records[key] == nil, records.count >= keyLimit,
                let oldest = records.min(by: { $0.value.last < $1.value.last })
            {
                records[oldest.key] = nil
            }
            var record = records[key] ?? Record()
            record.drop(before: hour - Self.dayHours)
            record.hours[hour, default: 0] += 1
            record.last = hour
            if let index = record.hosts.firstIndex(where: { $0.name == host }) {
                record.hosts[index].hour = hour
            } else if record.hosts.count < hostLimit {
                record.hosts.append((host, hour))
            }
            records[key] = record
        }
    }

    /// What the last day brought; nil where a key was refused nowhere.
    public func tally(key: String, at now: Date) -> Tally? {
        let hour = Self.hour(now)
        return records.withLock { records in
            records[key]?.drop(before: hour - Self.dayHours)
            guard let record = records[key], !record.hours.isEmpty else { return nil }
            return Tally(count: record.hours.values.reduce(0, +), hosts: record.hosts.map(\.name))
        }
    }

    private static func hour(_ date: Date) -> Int { Int(date.timeIntervalSince1970 / 3_600) }
}
