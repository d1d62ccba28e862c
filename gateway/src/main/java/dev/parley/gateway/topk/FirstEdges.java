// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.topk;

import dev.parley.protocol.topk.Narrowing;
import dev.parley.protocol.topk.Rank;
import dev.parley.protocol.topk.ScoreCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The edges of the first round: by the type of the score alone, so that they tell nothing of any
 * data. They are close where scores mostly lie: small numbers, the years around now, every first
 * letter; and far apart elsewhere.
 */
final class FirstEdges {
  /** So many edges there are where a number doubles. */
  private static final int PER_OCTAVE = 1;

  private static final int SMALL = 64;

  /** With which the code of every value begins, and with less that of a NULL before all. */
  private static final byte VALUE = 1;

  private static final int MAX_EXACT_EXPONENT = 126;
  private static final int MAX_LONG_EXPONENT = 62;

  /** Doubles from 2^-32 to 2^48 are mostly what is measured. */
  private static final int LEAST_EXPONENT = -32;

  private static final int GREATEST_EXPONENT = 48;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
  private static final int MINUTES_APART = 5;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private FirstEdges() {}

  /** Returns the edges for scores of one type and order. */
  static List<Rank> of(ScoreCode code) {
    TreeSet<Rank> edges = new TreeSet<>();
    switch (code.type().kind()) {
      case DOUBLE -> approximate().forEach(x -> add(edges, code, x));
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> exact(code).forEach(x -> add(edges, code, x));
      case DATE -> dates().forEach(x -> add(edges, code, x));
      case TIME -> times().forEach(x -> add(edges, code, x));
      case TIMESTAMP -> dates().forEach(x -> add(edges, code, x.atStartOfDay()));
      case BOOLEAN -> List.of(true, false).forEach(x -> add(edges, code, x));
      default -> bytes(edges);
    }
    if (edges.size() > Narrowing.MAX_EDGES) {
      throw new IllegalStateException("More edges than a round may have: " + edges.size());
    }
    return List.copyOf(edges);
  }

  private static void add(Set<Rank> edges, ScoreCode code, Object score) {
    edges.add(Rank.of(code.encode(score)));
  }

  private static List<BigDecimal> approximate() {
    List<Double> sizes = new ArrayList<>();
    for (int i = LEAST_EXPONENT * PER_OCTAVE; i <= GREATEST_EXPONENT * PER_OCTAVE; i++) {
      sizes.add(Math.pow(2, (double) i / PER_OCTAVE));
    }
    for (int exponent = 2 * GREATEST_EXPONENT; exponent < 1024; exponent *= 2) {
      sizes.add(Math.scalb(1.0, exponent));
      sizes.add(Math.scalb(1.0, -exponent));
    }
    List<BigDecimal> both = new ArrayList<>(List.of(BigDecimal.ZERO));
    for (double size : sizes) {
      both.add(BigDecimal.valueOf(size));
      both.add(BigDecimal.valueOf(-size));
    }
    return both;
  }

  /** In units of the last digit, as their codes are. */
  private static List<BigDecimal> exact(ScoreCode code) {
    int scale = code.type().scale();
    int most = code.type().isInteger() ? MAX_LONG_EXPONENT : MAX_EXACT_EXPONENT;
    TreeSet<BigInteger> sizes = new TreeSet<>();
    for (int i = 0; i <= SMALL; i++) {
      sizes.add(BigInteger.valueOf(i));
    }
    for (int i = 0; i <= most * PER_OCTAVE; i++) {
      sizes.add(BigDecimal.valueOf(Math.pow(2, (double) i / PER_OCTAVE)).toBigInteger());
    }
    List<BigDecimal> both = new ArrayList<>();
    for (BigInteger size : sizes) {
      both.add(new BigDecimal(size, scale));
      both.add(new BigDecimal(size.negate(), scale));
    }
    return both;
  }

  private static List<LocalDate> dates() {
    List<LocalDate> dates = new ArrayList<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      for (int month = 1; month <= 12; month += 6) {
        dates.add(LocalDate.of(year, month, 1));
      }
    }
    for (int year = 1; year < 10_000; year += 100) {
      dates.add(LocalDate.of(year, 1, 1));
    }
    return dates;
  }

  private static List<LocalTime> times() {
    List<LocalTime> times = new ArrayList<>();
    for (int minute = 0; minute < MINUTES_PER_DAY; minute += MINUTES_APART) {
      times.add(LocalTime.of(minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR));
    }
    return times;
  }

  /** Every first byte, behind the one that says that there is a value. */
  private static void bytes(Set<Rank> edges) {
    for (int first = 0; first <= 0xFF; first++) {
      edges.add(Rank.of(new byte[] {VALUE, (byte) first}));
    }
    edges.add(Rank.of(new byte[] {VALUE + 1}));
  }
}
