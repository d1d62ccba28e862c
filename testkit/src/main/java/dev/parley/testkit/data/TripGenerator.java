// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import static dev.parley.protocol.catalog.ColumnType.BIGINT;
import static dev.parley.protocol.catalog.ColumnType.INTEGER;
import static dev.parley.protocol.catalog.ColumnType.TIMESTAMP;
import static dev.parley.protocol.catalog.ColumnType.VARCHAR;
import static dev.parley.protocol.catalog.ColumnType.decimal;

import dev.parley.protocol.NodeId;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic trips of one taxi company: the same seed gives the same rows on every machine.
 *
 * <p>They are plausible, not real: fares grow with the distance and at night, trips from the
 * airfield are long, cash leaves no tip on record, and each company has its own favourite zones.
 */
public final class TripGenerator implements TableRows {
  private static final List<TableColumn> COLUMNS =
      List.of(
          new TableColumn("trip_id", BIGINT),
          new TableColumn("pickup_time", TIMESTAMP),
          new TableColumn("zone", VARCHAR),
          new TableColumn("passengers", INTEGER),
          new TableColumn("distance", decimal(8, 2)),
          new TableColumn("fare", decimal(10, 2)),
          new TableColumn("tip", decimal(10, 2)),
          new TableColumn("payment", VARCHAR));
  private static final List<String> ZONES =
      List.of(
          "Old Harbour",
          "Airfield",
          "Kingsgate",
          "Mill Quarter",
          "Lindenhof",
          "St. Brannoc",
          "Copper Hill",
          "Northbank",
          "Glassworks",
          "University",
          "Fairwater",
          "Station Square",
          "Orchard Row",
          "Saltmarket",
          "Tanner's Yard",
          "Upper Wick",
          "Riverside",
          "Museum Mile",
          "Eastfield",
          "Larkspur Park");
  private static final int AIRFIELD = 1;
  private static final List<String> PAYMENTS = List.of("card", "app", "cash");

  /** Weights of the hours of a day, from midnight. */
  private static final WeightedChoice HOURS =
      new WeightedChoice(4, 3, 2, 1, 1, 2, 4, 7, 9, 7, 5, 5, 6, 6, 5, 6, 8, 10, 10, 8, 7, 7, 7, 6);

  private static final WeightedChoice PASSENGERS = new WeightedChoice(70, 16, 6, 4, 2, 2);
  private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2025, 1, 1, 0, 0);
  private static final long IDS_PER_COMPANY = 10_000_000;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final int company;
  private final int trips;
  private final long seed;
  private final WeightedChoice zones;
  private final WeightedChoice payments;

  /**
   * Makes the trips of a company.
   *
   * @param company from 0; companies differ in their trip ids, zones and ways of payment
   * @param trips below ten million
   */
  public TripGenerator(int company, int trips, long seed) {
    if (company < 0 || trips < 0 || trips >= IDS_PER_COMPANY) {
      throw new IllegalArgumentException("Invalid company or number of trips");
    }
    this.company = company;
    this.trips = trips;
    this.seed = seed;
    this.zones = new WeightedChoice(zoneWeights(company));
    this.payments = new WeightedChoice(60, 15 + 8 * (company % 3), 25);
  }

  /** Makes an owner with a table of trips for each node; the first is company 0. */
  public static List<OwnerData> companies(List<NodeId> nodes, int trips, long seed) {
    return IntStream.range(0, nodes.size())
        .mapToObj(
            company ->
                new OwnerData(
                    nodes.get(company),
                    List.of(new TripGenerator(company, trips, seed)),
                    Optional.empty()))
        .toList();
  }

  /** The k-th favourite of a company is taken 1/k times as often as the first. */
  private static double[] zoneWeights(int company) {
    int n = ZONES.size();
    return IntStream.range(0, n)
        .mapToDouble(zone -> 1.0 / (1 + Math.floorMod(zone - 7 * company, n)))
        .toArray();
  }

  @Override
  public String table() {
    return "trips";
  }

  @Override
  public List<TableColumn> columns() {
    return COLUMNS;
  }

  @Override
  public void forEach(RowSink sink) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed + company * GOLDEN_GAMMA);
    for (int i = 1; i <= trips; i++) {
      sink.accept(trip(company * IDS_PER_COMPANY + i, random));
    }
  }

  private Trip trip(long tripId, SplittableRandom random) {
    int hour = HOURS.of(random.nextDouble());
    LocalDateTime pickup =
        FIRST_DAY.plusDays(below(365, random)).plusHours(hour).plusSeconds(below(3600, random));
    int zone = zones.of(random.nextDouble());
    Integer passengers = random.nextDouble() < 0.03 ? null : 1 + PASSENGERS.of(random.nextDouble());
    long distance = distanceHundredths(zone, random);
    long fare = fareCents(distance, hour, random);
    String payment = PAYMENTS.get(payments.of(random.nextDouble()));
    Long tip = tipCents(payment, fare, random);
    return new Trip(tripId, pickup, ZONES.get(zone), passengers, distance, fare, tip, payment);
  }

  private static long distanceHundredths(int zone, SplittableRandom random) {
    double meanKilometres = zone == AIRFIELD ? 14 : 3.2;
    // StrictMath gives the same bits everywhere, which Math does not promise.
    double beyondLeast = -meanKilometres * StrictMath.log(1 - random.nextDouble());
    return StrictMath.round(100 * StrictMath.min(0.4 + beyondLeast, 90));
  }

  private static long fareCents(long distanceHundredths, int hour, SplittableRandom random) {
    long waiting = below(400, random);
    long night = hour >= 22 || hour < 6 ? 150 : 0;
    return 350 + distanceHundredths * 21 / 10 + waiting + night;
  }

  private static @Nullable Long tipCents(String payment, long fareCents, SplittableRandom random) {
    double generosity = random.nextDouble();
    return switch (payment) {
      case "cash" -> null;
      case "app" -> generosity < 0.6 ? 0L : fareCents * 5 / 100;
      default -> generosity < 0.2 ? 0L : StrictMath.round(fareCents * generosity / 4);
    };
  }

  private static long below(int bound, SplittableRandom random) {
    return (long) (random.nextDouble() * bound);
  }
}
