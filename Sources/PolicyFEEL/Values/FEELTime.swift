/// A time of day, with or without an offset from UTC.
package struct FEELTime: Hashable, Sendable {
  /// Nanoseconds since midnight, below a day.
  package let nanoseconds: Int
  package let zone: FEELZone?

  package static let day = 86_400_000_000_000

  /// Makes the time; nil where the nanoseconds are no time of a day.
  package init?(nanoseconds: Int, zone: FEELZone?) {
    guard 0..<Self.day ~= nanoseconds else { return nil }
    self.nanoseconds = nanoseconds
    self.zone = zone
  }

  package var hour: Int { nanoseconds / 3_600_000_000_000 }
  package var minute: Int { nanoseconds / 60_000_000_000 % 60 }
  /// The nanoseconds since the full minute.
  package var nanosecondsOfMinute: Int { nanoseconds % 60_000_000_000 }

  /// Returns the time so much later, past midnight beginning anew.
  package func adding(_ duration: DaysTime) -> FEELTime? {
    let sum = (nanoseconds + duration.nanosecondsOfDay) % Self.day
    return FEELTime(nanoseconds: sum < 0 ? sum + Self.day : sum, zone: zone)
  }

  /// The nanoseconds since midnight UTC, which may lie outside a day; nil without an offset that is known.
  var universal: Int? {
    guard let offset = zone?.offset else { return nil }
    return nanoseconds - offset * 1_000_000_000
  }
}

/// What relates a time to UTC.
package struct FEELZone: Hashable, Sendable {
  /// The name of a place, such as `Europe/Paris`; nil for a bare offset.
  package let name: String?

  /// Seconds east of UTC; nil for a place whose offset depends on a day that is not known.
  package let offset: Int?

  package init(offset: Int) {
    name = nil
    self.offset = offset
  }

  package init(name: String, offset: Int?) {
    self.name = name
    self.offset = offset
  }

  package static let universal = FEELZone(offset: 0)
}

/// A date with a time of day.
package struct FEELDateTime: Hashable, Sendable {
  package let date: FEELDate
  package let time: FEELTime

  package init(date: FEELDate, time: FEELTime) {
    self.date = date
    self.time = time
  }

  /// The nanoseconds since 1970-01-01T00:00:00 by its own clock.
  package var local: Int128 { Int128(date.dayNumber) * DaysTime.day + Int128(time.nanoseconds) }

  /// The nanoseconds since 1970-01-01T00:00:00Z; nil for a time without offset.
  package var instant: Int128? { time.zone?.offset.map { local - Int128($0) * DaysTime.second } }

  /// Makes a moment from what its own clock shows, in the zone of `zone`; nil beyond the years.
  package init?(local: Int128, zone: FEELZone?, _ zones: ZoneRules) {
    let day = local >= 0 ? local / DaysTime.day : (local - DaysTime.day + 1) / DaysTime.day
    guard let dayNumber = Int(exactly: day), let date = FEELDate(dayNumber: dayNumber),
      let time = FEELTime(nanoseconds: Int(local - day * DaysTime.day), zone: zone)
    else { return nil }
    self.init(date: date, time: time)
    guard let name = zone?.name else { return }
    // The offset of a place depends on the day.
    guard let resolved = zones.zone(named: name, atLocalSecond: Int(local / DaysTime.second)),
      let placed = FEELTime(nanoseconds: time.nanoseconds, zone: resolved)
    else { return nil }
    self.init(date: date, time: placed)
  }

  /// Returns the moment so many months later, in a shorter month on its last day.
  package func adding(months: Int, _ zones: ZoneRules) -> FEELDateTime? {
    guard let date = date.adding(months: months) else { return nil }
    return FEELDateTime(
      local: Int128(date.dayNumber) * DaysTime.day + Int128(time.nanoseconds), zone: time.zone, zones)
  }

  /// Returns the moment so much later by its own clock.
  package func adding(_ duration: DaysTime, _ zones: ZoneRules) -> FEELDateTime? {
    FEELDateTime(local: local + duration.nanoseconds, zone: time.zone, zones)
  }
}
