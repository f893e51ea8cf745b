/// Calls that change one key go to the store one after the other, in the order of their arrival.
extension KeyRegistry {
    /// The turn of the call that makes the key: nobody can be before it.
    func takeFirstTurn(_ id: String) { turns[id] = [] }

    /// Returns when no other call is changing the key.
    func takeTurn(_ id: String) async {
        guard turns[id] != nil else {
            turns[id] = []
            return
        }
        await withCheckedContinuation { turns[id]?.append($0) }
    }

    /// Hands the turn to the next call, without letting go of it in between.
    func endTurn(_ id: String) {
        guard var waiting = turns[id], !waiting.isEmpty else {
            turns[id] = nil
            return
        }
        let next = waiting.removeFirst()
        turns[id] = waiting
        next.resume()
    }
}
