import Templates
import Testing

struct PathDataTests {
    private func parse(_ text: String) throws -> [PathSegment] {
        try PathData.parse(text, segmentLimit: 1_000, coordinateLimit: 1_000_000)
    }

    private static func p(_ x: Double, _ y: Double) -> Position { Position(x: x, y: y) }

    /// Commands as the examples of SVG 1.1, chapter 8.3, use them.
    @Test(
        arguments: [
            ("", []), (" \n", []),
            ("M 100 100 L 300 100 L 200 300 z", [.move(p(100, 100)), .line(p(300, 100)), .line(p(200, 300)), .close]),
            ("M100,100L300,100", [.move(p(100, 100)), .line(p(300, 100))]),
            ("m1 2 3 4 5 6", [.move(p(1, 2)), .line(p(4, 6)), .line(p(9, 12))]),
            ("M1 2 3 4", [.move(p(1, 2)), .line(p(3, 4))]),
            ("M10-20.5.5.25", [.move(p(10, -20.5)), .line(p(0.5, 0.25))]),
            ("M0 0h10v-5H1V2", [.move(p(0, 0)), .line(p(10, 0)), .line(p(10, -5)), .line(p(1, -5)), .line(p(1, 2))]),
            ("M1e1+2E-1", [.move(p(10, 0.2))]), ("M5.,5.", [.move(p(5, 5))]),
            (
                "M0 0C1 2 3 4 5 6S9 10 11 12",
                [
                    .move(p(0, 0)), .cubic(control1: p(1, 2), control2: p(3, 4), to: p(5, 6)),
                    .cubic(control1: p(7, 8), control2: p(9, 10), to: p(11, 12)),
                ]
            ),
            ("M1 1s1 1 2 2", [.move(p(1, 1)), .cubic(control1: p(1, 1), control2: p(2, 2), to: p(3, 3))]),
            (
                "M0 0q1 2 4 0t4 0T12 0",
                [
                    .move(p(0, 0)), .quadratic(control: p(1, 2), to: p(4, 0)),
                    .quadratic(control: p(7, -2), to: p(8, 0)),
                    .quadratic(control: p(9, 2), to: p(12, 0)),
                ]
            ),
            ("M0 0L1 1T2 2", [.move(p(0, 0)), .line(p(1, 1)), .quadratic(control: p(1, 1), to: p(2, 2))]),
            ("m1 1h2zl5 5", [.move(p(1, 1)), .line(p(3, 1)), .close, .move(p(1, 1)), .line(p(6, 6))]),
            ("M1 1zm2 2", [.move(p(1, 1)), .close, .move(p(3, 3))]),
            ("M1 1A0 5 0 0 1 9 9", [.move(p(1, 1)), .line(p(9, 9))]),
            ("M1 1A5 5 0 0 1 1 1", [.move(p(1, 1))]),
        ] as [(String, [PathSegment])])
    func `path data is read`(text: String, segments: [PathSegment]) throws {
        #expect(try parse(text) == segments)
    }

    @Test(arguments: [
        ("L1 1", PathDataError.Reason.expectedMove, 0), (" h1", .expectedMove, 1), ("1 1", .expectedCommand, 0),
        ("M1 1X2 2", .expectedCommand, 4), ("M1 1z5", .expectedCommand, 5), ("M", .expectedNumber, 1),
        ("M1", .expectedNumber, 2), ("M1 1,", .expectedNumber, 5), ("M,1 1", .expectedNumber, 1),
        ("M1 1L2 2,,3 3", .expectedNumber, 9), ("M1 1L2", .expectedNumber, 6), ("M1 1C1 1 2 2 3", .expectedNumber, 14),
        ("M1 1a1 1 0 2 0 1 1", .expectedFlag, 11), ("M1 1a1 1 0 0 +1 1 1", .expectedFlag, 13),
        ("M1 é", .expectedNumber, 3), ("M1 1\u{A0}", .expectedCommand, 4),
        ("M1000001 0", .outOfRange(limit: 1_000_000), 1),
        ("M1000000 0h1", .outOfRange(limit: 1_000_000), 11), ("M0 0L1e999 0", .outOfRange(limit: 1_000_000), 5),
        ("MNaN 0", .expectedNumber, 1), ("M- 0", .expectedNumber, 1), ("M. 0", .expectedNumber, 1),
    ])
    func `an error tells its offset`(text: String, reason: PathDataError.Reason, offset: Int) {
        #expect { try parse(text) } throws: {
            guard let error = $0 as? PathDataError else { return false }
            return error.reason == reason && error.offset == offset
        }
    }

    @Test(arguments: ["M0 0a25 25 0 0 1 50 0", "M0 0a25,25 0 0150,0", "M0 0A25 25 90 0,1,50 0", "M0 0a1 1 0 0 1 50 0"])
    func `arcs become cubics, flags need no separators, small radii grow`(text: String) throws {
        let segments = try parse(text)
        #expect(segments.count == 3)
        guard case .cubic(_, _, let middle) = segments[1], case .cubic(_, _, let end) = segments[2] else {
            Issue.record("no cubics: \(segments)")
            return
        }
        #expect(abs(middle.x - 25) < 1e-9 && abs(middle.y + 25) < 1e-9)
        #expect(end == Position(x: 50, y: 0))
    }

    @Test(arguments: [(0, 0, 1), (0, 1, 1), (1, 0, 3), (1, 1, 3)])
    func `the flags of an arc choose one of four`(large: Int, sweep: Int, quarters: Int) throws {
        let segments = try parse("M0 0A10 10 0 \(large) \(sweep) 10 10")
        #expect(segments.count == 1 + quarters)
        guard case .cubic(let control, _, _) = segments[1] else { return }
        // The control point leaves the start along the tangent: clockwise arcs of this chord start to the right.
        let isRight = control.x > 1e-9
        let isUp = control.y < -1e-9
        switch (large, sweep) {
        case (0, 1): #expect(isRight && !isUp)
        case (1, 1): #expect(isUp && !isRight)
        case (1, 0): #expect(control.x < -1e-9)
        default: #expect(control.y > 1e-9)
        }
    }

    @Test func `a path one segment past the limit is refused`() throws {
        let text = "M0 0" + String(repeating: "h1", count: 9)
        #expect(try PathData.parse(text, segmentLimit: 10, coordinateLimit: 100).count == 10)
        #expect { try PathData.parse(text, segmentLimit: 9, coordinateLimit: 100) } throws: {
            ($0 as? PathDataError)?.reason == .tooManySegments(limit: 9)
        }
    }

    @Test func `arcs of any size and turn are finite or refused`() {
        for radius in ["1e-300", "1e-9", "1", "1e6", "-3"] {
            for end in ["1e-300 0", "1e-12 1e-12", "1 1", "999999 -999999"] {
                let segments = (try? parse("M0 0A\(radius) 7 33 1 0 \(end)")) ?? []
                for case .cubic(let a, let b, let c) in segments {
                    #expect([a.x, a.y, b.x, b.y, c.x, c.y].allSatisfy { $0.isFinite })
                }
            }
        }
    }
}
