/// Decides who shares a painting. Pure: no clock, no task, no lock.
///
/// A flight belongs to nobody: whoever leaves it, the first one too, leaves it to the others, and the last one to
/// leave ends it.
package struct Flights<Name: Hashable & Sendable>: Sendable {
    /// What a newcomer became.
    package enum Arrival: Equatable, Sendable {
        /// Nobody paints this yet: start the flight.
        case leads(flight: UInt64)
        case joins(flight: UInt64)
    }

    private struct Flight: Sendable {
        let name: Name
        /// In order of arrival.
        var waiters: [UInt64]
    }

    private var flights: [UInt64: Flight] = [:]
    private var byName: [Name: UInt64] = [:]
    private var byWaiter: [UInt64: UInt64] = [:]
    private var next: UInt64 = 0

    package init() {}

    package var count: Int { flights.count }

    /// Whether a newcomer would join.
    package func isFlying(_ name: Name) -> Bool { byName[name] != nil }

    /// Takes a newcomer in.
    package mutating func arrive(_ waiter: UInt64, at name: Name) -> Arrival {
        if let flight = byName[name] {
            flights[flight]?.waiters.append(waiter)
            byWaiter[waiter] = flight
            return .joins(flight: flight)
        }
        next += 1
        flights[next] = Flight(name: name, waiters: [waiter])
        byName[name] = next
        byWaiter[waiter] = next
        return .leads(flight: next)
    }

    /// Lets a waiter go; nothing happens where it has gone already.
    ///
    /// - Returns: The flight that nobody waits for any more, to be cancelled. A newcomer starts another.
    package mutating func leave(_ waiter: UInt64) -> UInt64? {
        guard let id = byWaiter.removeValue(forKey: waiter), var flight = flights[id] else { return nil }
        flight.waiters.removeAll { $0 == waiter }
        flights[id] = flight
        guard flight.waiters.isEmpty else { return nil }
        end(id)
        return id
    }

    /// Ends a flight; its waiters are to be answered.
    package mutating func finish(_ flight: UInt64) -> [UInt64] {
        let waiters = waiters(of: flight)
        for waiter in waiters { byWaiter[waiter] = nil }
        end(flight)
        return waiters
    }

    /// Those who wait for a flight, in order of arrival.
    package func waiters(of flight: UInt64) -> [UInt64] { flights[flight]?.waiters ?? [] }

    package func isUp(_ flight: UInt64) -> Bool { flights[flight] != nil }

    private mutating func end(_ id: UInt64) {
        guard let flight = flights.removeValue(forKey: id) else { return }
        byName[flight.name] = nil
    }
}
