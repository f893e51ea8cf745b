import Farm
import Testing

struct AdmissionTests {
    private func admission(running: Int = 1, waiting: Int = 64, milliseconds: Int = 2_000, bytes: Int = 1_000)
        -> Admission
    {
        Admission(runningLimit: running, waitingLimit: waiting, waitMilliseconds: milliseconds, byteLimit: bytes)
    }

    @Test func `asking whether one would be refused agrees with the decision`() {
        var admission = Admission(runningLimit: 2, waitingLimit: 6, waitMilliseconds: 100, byteLimit: 1_000)
        var random = SystemRandomNumberGenerator()
        var running: [Int] = []
        var refusals = 0
        for ticket in 0..<3_000 {
            let lane = ["a", "a", "a", "b", "c"].randomElement(using: &random) ?? "a"
            let bytes = Int.random(in: 0...600, using: &random)
            let asked = admission.refusal(of: lane, bytes: bytes)
            switch admission.arrive(UInt64(ticket), lane: lane, bytes: bytes) {
            case .run:
                running.append(bytes)
                #expect(asked == nil)
            case .wait, .waitInsteadOf: #expect(asked == nil)
            case .refuse(let seconds):
                refusals += 1
                #expect(asked == seconds)
            }
            if let done = running.popLast(), Bool.random(using: &random) {
                admission.finish(bytes: done, serviceMilliseconds: Double.random(in: 1...60, using: &random))
                // Whoever starts now is finished at the end, as the largest that it can be.
                while admission.startNext() != nil { running.append(0) }
            }
        }
        #expect(refusals > 100)
    }

    @Test(arguments: [
        (running: 1, waiting: 0, arrivals: 1, last: Admission.Verdict.run),
        (running: 1, waiting: 0, arrivals: 2, last: .refuse(retryAfterSeconds: 1)),
        (running: 1, waiting: 1, arrivals: 2, last: .wait),
        (running: 1, waiting: 1, arrivals: 3, last: .refuse(retryAfterSeconds: 1)),
        (running: 2, waiting: 64, arrivals: 2, last: .run),
        (running: 2, waiting: 64, arrivals: 66, last: .wait),
        (running: 2, waiting: 64, arrivals: 67, last: .refuse(retryAfterSeconds: 1)),
    ])
    func `arrivals run, then wait, then are refused`(
        running: Int, waiting: Int, arrivals: Int, last: Admission.Verdict
    ) {
        var admission = admission(running: running, waiting: waiting)
        var verdict = Admission.Verdict.wait
        for ticket in 1...arrivals { verdict = admission.arrive(UInt64(ticket), lane: "a", bytes: 1) }
        #expect(verdict == last)
    }

    @Test func `a wait that would be too long is refused with its length`() {
        var admission = admission(milliseconds: 2_000)
        _ = admission.arrive(1, lane: "a", bytes: 0)
        admission.finish(bytes: 0, serviceMilliseconds: 1_000)
        let verdict1 = admission.arrive(2, lane: "a", bytes: 0)
        #expect(verdict1 == .run)
        let verdict2 = admission.arrive(3, lane: "a", bytes: 0)
        #expect(verdict2 == .wait)
        let verdict3 = admission.arrive(4, lane: "a", bytes: 0)
        #expect(verdict3 == .wait)
        let verdict4 = admission.arrive(5, lane: "a", bytes: 0)
        #expect(verdict4 == .refuse(retryAfterSeconds: 3))
    }

    @Test func `the mean of service times follows what is measured`() {
        var admission = admission()
        for milliseconds in [80.0, 160.0] {
            _ = admission.arrive(1, lane: "a", bytes: 0)
            admission.finish(bytes: 0, serviceMilliseconds: milliseconds)
        }
        #expect(admission.meanMilliseconds == 90)
        _ = admission.arrive(2, lane: "a", bytes: 0)
        admission.finish(bytes: 0, serviceMilliseconds: nil)
        #expect(admission.meanMilliseconds == 90)
        #expect(admission.running == 0)
    }

    @Test func `lanes take turns`() {
        var admission = admission()
        _ = admission.arrive(1, lane: "a", bytes: 0)
        for ticket in UInt64(2)...4 { _ = admission.arrive(ticket, lane: "a", bytes: 0) }
        for ticket in UInt64(5)...6 { _ = admission.arrive(ticket, lane: "b", bytes: 0) }
        var order: [UInt64] = []
        for _ in 0..<5 {
            admission.finish(bytes: 0, serviceMilliseconds: nil)
            if let next = admission.startNext() { order.append(next) }
        }
        #expect(order == [2, 5, 3, 6, 4])
        let next5 = admission.startNext()
        #expect(next5 == nil)
    }

    @Test func `a full line makes room for a lane that has little in it`() {
        var admission = admission(waiting: 3)
        for ticket in UInt64(1)...4 { _ = admission.arrive(ticket, lane: "flood", bytes: 0) }
        let verdict6 = admission.arrive(5, lane: "b", bytes: 0)
        #expect(verdict6 == .waitInsteadOf(4, retryAfterSeconds: 1))
        let verdict7 = admission.arrive(6, lane: "flood", bytes: 0)
        #expect(verdict7 == .refuse(retryAfterSeconds: 1))
        let verdict8 = admission.arrive(7, lane: "b", bytes: 0)
        #expect(verdict8 == .refuse(retryAfterSeconds: 1))
        #expect(admission.waiting == 3)
    }

    @Test func `one that leaves the line gives its place to another`() {
        var admission = admission(waiting: 1)
        _ = admission.arrive(1, lane: "a", bytes: 0)
        _ = admission.arrive(2, lane: "a", bytes: 0)
        let left = [2, 2, 1].map { admission.abandon($0) }
        #expect(left == [true, false, false])
        let verdict9 = admission.arrive(3, lane: "a", bytes: 0)
        #expect(verdict9 == .wait)
    }

    @Test func `pixels are counted, and one that is larger than the limit runs alone`() {
        var admission = admission(running: 4, bytes: 1_000)
        let verdict10 = admission.arrive(1, lane: "a", bytes: 400)
        #expect(verdict10 == .run)
        let verdict11 = admission.arrive(2, lane: "a", bytes: 600)
        #expect(verdict11 == .run)
        let verdict12 = admission.arrive(3, lane: "a", bytes: 1)
        #expect(verdict12 == .wait)
        admission.finish(bytes: 400, serviceMilliseconds: nil)
        let next13 = admission.startNext()
        #expect(next13 == 3)
        let verdict14 = admission.arrive(4, lane: "a", bytes: 5_000)
        #expect(verdict14 == .wait)
        admission.finish(bytes: 600, serviceMilliseconds: nil)
        let next15 = admission.startNext()
        #expect(next15 == nil)
        admission.finish(bytes: 1, serviceMilliseconds: nil)
        let next16 = admission.startNext()
        #expect(next16 == 4)
        #expect(admission.bytes == 1_000)
    }

    @Test func `the estimate counts those of other lanes that are served first`() {
        var admission = admission()
        _ = admission.arrive(1, lane: "a", bytes: 0)
        admission.finish(bytes: 0, serviceMilliseconds: 10)
        _ = admission.arrive(2, lane: "a", bytes: 0)
        for ticket in UInt64(3)...12 { _ = admission.arrive(ticket, lane: "a", bytes: 0) }
        #expect(admission.estimatedMilliseconds(of: "a") == 110)
        #expect(admission.estimatedMilliseconds(of: "b") == 20)
    }
}
