// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TripGeneratorTest {

  @Test
  void makesTheSameTripsOnEveryMachine() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Trip trip : trips(new TripGenerator(1, 1000, 42))) {
      digest.update(trip.toString().getBytes(StandardCharsets.UTF_8));
    }

    assertThat(HexFormat.of().formatHex(digest.digest(), 0, 8)).isEqualTo("ad9c55472842d54e");
  }

  @Test
  void makesTheSameTripsAgain() throws Exception {
    TripGenerator generator = new TripGenerator(0, 100, 1);

    assertThat(trips(generator)).isEqualTo(trips(generator)).hasSize(100);
    assertThat(trips(generator)).isNotEqualTo(trips(new TripGenerator(0, 100, 2)));
  }

  @Test
  void givesCompaniesTripsOfTheirOwn() throws Exception {
    Set<Long> ids = new HashSet<>();
    List<NodeId> nodes = List.of(new NodeId("a"), new NodeId("b"), new NodeId("c"));
    for (OwnerData owner : TripGenerator.companies(nodes, 1000, 1)) {
      owner.tables().get(0).forEach(row -> ids.add(((Trip) row).tripId()));
    }

    assertThat(ids).hasSize(3000);
    assertThat(zoneCount(0, "Old Harbour")).isGreaterThan(2 * zoneCount(1, "Old Harbour"));
  }

  @Test
  void makesPlausibleTrips() throws Exception {
    List<Trip> trips = trips(new TripGenerator(0, 10_000, 1));

    assertThat(trips)
        .allSatisfy(
            trip -> {
              assertThat(trip.tipCents() == null).isEqualTo(trip.payment().equals("cash"));
              assertThat(trip.fareCents()).isGreaterThan(2 * trip.distanceHundredths());
              assertThat(trip.distanceHundredths()).isBetween(40L, 9000L);
              assertThat(trip.pickupTime().getYear()).isEqualTo(2025);
            });
    assertThat(trips.stream().filter(trip -> trip.passengers() == null).count())
        .isBetween(200L, 400L);
    assertThat(trips.stream().map(Trip::zone).distinct()).hasSize(20);
    assertThat(trips.stream().map(Trip::payment).distinct())
        .containsExactlyInAnyOrder("card", "app", "cash");
  }

  private static long zoneCount(int company, String zone) throws Exception {
    return trips(new TripGenerator(company, 5000, 1)).stream()
        .filter(trip -> trip.zone().equals(zone))
        .count();
  }

  private static List<Trip> trips(TripGenerator generator) throws Exception {
    List<Trip> trips = new ArrayList<>();
    generator.forEach(row -> trips.add((Trip) row));
    return trips;
  }
}
