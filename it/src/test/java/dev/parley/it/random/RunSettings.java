// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import java.util.OptionalInt;

/**
 * What is asked of a run, by system properties: {@code parley.random.seed}, {@code
 * parley.random.queries}, and {@code parley.random.federation} with {@code parley.random.query} for
 * a single one.
 */
record RunSettings(long seed, int queries, OptionalInt federation, OptionalInt query) {
  private static final String PREFIX = "parley.random.";
  private static final long SEED = 20260321;
  private static final int QUERIES = 200;
  private static final int QUERIES_OF_FEDERATION = 60;
  private static final int FEDERATIONS = 5;
  private static final int MOST_FEDERATIONS = 25;

  static RunSettings read() {
    return new RunSettings(
        Long.getLong(PREFIX + "seed", SEED),
        Integer.getInteger(PREFIX + "queries", QUERIES),
        optional("federation"),
        optional("query"));
  }

  /** Some queries of one federation. */
  static RunSettings ofSelfTest() {
    return new RunSettings(SEED, FEDERATIONS * 10, OptionalInt.empty(), OptionalInt.empty());
  }

  private static OptionalInt optional(String name) {
    Integer value = Integer.getInteger(PREFIX + name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  int federations() {
    return Math.min(MOST_FEDERATIONS, Math.max(FEDERATIONS, queries / QUERIES_OF_FEDERATION));
  }

  int queriesOfFederation() {
    return (queries + federations() - 1) / federations();
  }

  boolean wantsFederation(int number) {
    return federation.isEmpty() || federation.getAsInt() == number;
  }

  boolean wantsQuery(int number) {
    return query.isEmpty() || query.getAsInt() == number;
  }

  /** Whether the whole run is wanted, so that its counts tell something. */
  boolean isWhole() {
    return federation.isEmpty() && query.isEmpty();
  }

  /** How to run one query again. */
  String again(int federationNumber, int queryNumber) {
    return ("mvn verify -pl it -Dit.test=RandomSqlIT -D%sseed=%d -D%1$squeries=%d"
            + " -D%1$sfederation=%d -D%1$squery=%d")
        .formatted(PREFIX, seed, queries, federationNumber, queryNumber);
  }

  Dice layoutDice(int federationNumber) {
    return Dice.of(seed, federationNumber);
  }

  Dice queryDice(int federationNumber, int queryNumber) {
    return Dice.of(seed, federationNumber, queryNumber);
  }
}
