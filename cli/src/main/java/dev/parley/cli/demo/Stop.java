// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.demo;

import java.util.List;

/** A query of the tour, and why it is worth a look. */
record Stop(String why, String sql) {

  /** What there is to see over the trips of the synthetic companies. */
  static final List<Stop> OF_TRIPS =
      List.of(
          new Stop(
              "All trips of all companies, and what an average one costs.",
              "SELECT SECURE COUNT(*) AS trips, SECURE AVG(fare) AS mean_fare FROM trips"),
          new Stop(
              "Conditions and expressions run in the owners' databases; SECURE may be left out.",
              "SELECT COUNT(*) AS trips, SUM(fare + COALESCE(tip, 0)) AS paid FROM trips"
                  + " WHERE distance > 10 AND EXTRACT(HOUR FROM pickup_time) < 6"),
          new Stop(
              "Groups: the cloud matches them by tokens, and cannot read their names.",
              "SELECT zone, SECURE SUM(tip) / SECURE SUM(fare) AS tip_rate FROM trips"
                  + " GROUP BY zone HAVING SECURE COUNT(*) > 10000 ORDER BY tip_rate DESC LIMIT 5"),
          new Stop(
              "Deviations are exact to the last digit, as if all rows lay in one PostgreSQL.",
              "SELECT payment, STDDEV(fare) AS spread, COUNT(*) FILTER (WHERE tip > 5) AS generous"
                  + " FROM trips GROUP BY payment ORDER BY payment"),
          new Stop(
              "Groups may be computed, each in its owner's own dialect.",
              "SELECT DATE_TRUNC('quarter', pickup_time) AS quarter, AVG(distance) AS mean_distance"
                  + " FROM trips GROUP BY 1 ORDER BY 1"),
          new Stop(
              "A subquery is asked first, and what it gives becomes part of the next question.",
              "SELECT COUNT(*) AS dear_trips FROM trips"
                  + " WHERE fare > (SELECT AVG(fare) + 3 * STDDEV(fare) FROM trips)"),
          new Stop(
              "Results can be joined, here the nights with the days; the gateway does that.",
              "WITH night AS (SELECT zone, AVG(fare) AS fare FROM trips"
                  + " WHERE EXTRACT(HOUR FROM pickup_time) < 6 GROUP BY zone),"
                  + " day AS (SELECT zone, AVG(fare) AS fare FROM trips"
                  + " WHERE EXTRACT(HOUR FROM pickup_time) >= 6 GROUP BY zone)"
                  + " SELECT zone, ROUND(night.fare - day.fare, 2) AS dearer_at_night"
                  + " FROM night JOIN day USING (zone) ORDER BY 2 DESC LIMIT 3"),
          new Stop(
              "Rows, where owners reveal them: sealed, and shuffled, so that none tells whose it is.",
              "SELECT zone, distance, fare FROM trips ORDER BY distance DESC LIMIT 3"),
          new Stop(
              "What runs where, and what leaves in which form.",
              "EXPLAIN PLAN FOR SELECT payment, SECURE AVG(tip) FROM trips GROUP BY payment"));

  /** What the owners of the trips do not allow. */
  static final Stop REFUSED =
      new Stop(
          "The companies do not reveal which trip it was: this is refused.",
          "SELECT trip_id, zone, fare FROM trips WHERE fare > 100");

  /** What is asked while an owner is away. */
  static final Stop WITHOUT_ONE =
      new Stop(
          "An owner goes offline. By default an answer without everyone is none.",
          "SELECT SECURE COUNT(*) AS trips FROM trips");

  /** The same, for an analyst who can do without one. */
  static final Stop CONTENT =
      new Stop(
          "A session may be content with fewer, and is told who is missing.", "SET minNodes = 2");
}
