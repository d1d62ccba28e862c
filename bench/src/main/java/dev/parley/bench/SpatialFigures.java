// SPDX-License-Identifier: Apache-2.0
package dev.parley.bench;

import dev.parley.protocol.spatial.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What one spatial question took a federation, and its owners' databases in the clear. */
final class SpatialFigures {
  /** What the texts of a row mean, after the question, the nodes and the points. */
  static final List<String> COLUMNS =
      List.of(
          "query",
          "nodes",
          "points",
          "total",
          "slowest plain",
          "ratio",
          "rounds",
          "database",
          "encryption",
          "action",
          "processor of nodes",
          "of gateway and guard",
          "bytes");

  /** A statement that takes an owner's database longer is not repeated as often. */
  private static final double LONG_MILLIS = 1_000;

  private static final int PLAIN_RUNS = 3;

  private final List<Point> towns = PlaceGenerator.towns(SpatialSuite.SEED);
  private final List<Double> totals = new ArrayList<>();
  private final List<Double> slowest = new ArrayList<>();
  private final List<Double> action = new ArrayList<>();
  private final List<Double> ofNodes = new ArrayList<>();
  private final List<Double> ofOthers = new ArrayList<>();
  private final Connection gateway;
  private final PlainDatabases plain;
  private final SpatialQuestion question;

  SpatialFigures(Connection gateway, PlainDatabases plain, SpatialQuestion question) {
    this.gateway = gateway;
    this.plain = plain;
    this.question = question;
  }

  /** Asks at one town after the other, the federation and the databases in turn. */
  void ask(int times) throws SQLException {
    for (int i = 0; i < times; i++) {
      Point at = towns.get(i % towns.size());
      ProcessorTime before = ProcessorTime.now();
      totals.add(Clocked.run(gateway, question.secure(at)));
      ProcessorTime after = ProcessorTime.now();
      ofNodes.add(after.nodesSince(before));
      ofOthers.add(after.othersSince(before));
      action.add(Clocked.last(gateway, "function_ms"));
      if (i < PLAIN_RUNS || Clocked.median(slowest) < LONG_MILLIS) {
        slowest.add(plain.slowest(database -> question.plain(at, database.kind())));
      }
    }
  }

  /** Returns what was measured, medians in milliseconds. */
  List<String> texts(NodeWork work) throws SQLException {
    double total = Clocked.median(totals);
    double reference = Clocked.median(slowest);
    return List.of(
        Clocked.text(total),
        Clocked.text(reference),
        Clocked.text(total / reference),
        Clocked.text(work.rounds()),
        Clocked.text(work.database()),
        Clocked.text(work.encryption()),
        Clocked.text(Clocked.median(action)),
        Clocked.text(Clocked.median(ofNodes)),
        Clocked.text(Clocked.median(ofOthers)),
        String.valueOf((long) Clocked.last(gateway, "bytes")));
  }
}
