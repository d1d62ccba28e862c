// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.random;

import dev.parley.it.random.Comparison.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks one federation, and the plaintext database beside it. */
final class FederationRun {
  private static final int WORKERS = 3;

  private final RunSettings settings;
  private final int number;
  private final Layout layout;
  private final QueryGenerator generator;

  FederationRun(RunSettings settings, int number, Layout layout) {
    this.settings = settings;
    this.number = number;
    this.layout = layout;
    this.generator = new QueryGenerator(layout);
  }

  /** Asks all queries, some at once, for each waits for its nodes most of the time. */
  void ask(RandomFederation federation, Tally tally) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try {
      Callable<Boolean> worker = () -> askInTurn(next, federation, tally);
      for (Future<Boolean> done : workers.invokeAll(Collections.nCopies(WORKERS, worker))) {
        done.get();
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private boolean askInTurn(AtomicInteger next, RandomFederation federation, Tally tally)
      throws SQLException {
    try (Connection ours = federation.connect();
        Connection reference = federation.connectToReference()) {
      AnswerReader us = new AnswerReader(ours);
      AnswerReader postgresql = new AnswerReader(reference);
      for (int query = next.getAndIncrement();
          query < settings.queriesOfFederation();
          query = next.getAndIncrement()) {
        if (settings.wantsQuery(query)) {
          ask(query, us, postgresql, tally);
        }
      }
    }
    return true;
  }

  private void ask(int query, AnswerReader ours, AnswerReader reference, Tally tally) {
    RandomQuery asked = generator.query(settings.queryDice(number, query));
    Answer answer = ours.answer(asked.parley(), asked.parameters());
    Answer expected = reference.answer(asked.postgresql(), asked.parameters());
    Comparison comparison = new Comparison(asked, answer, expected);
    Outcome outcome = comparison.outcome();
    tally.count(asked, answer, outcome);
    if (outcome == Outcome.DIFFERENT) {
      Answer plan = ours.answer("EXPLAIN PLAN FOR " + asked.parley(), asked.parameters());
      String place = comparison.firstDifference();
      tally.difference(place + report(query, asked, answer, expected, plan));
    }
  }

  private String report(int query, RandomQuery asked, Answer answer, Answer expected, Answer plan) {
    return """
        query %d of federation %d, seed %d
        again: %s
        %s%s
        parameters: %s
        Parley:
        %sPostgreSQL:
        %splan:
        %s"""
        .formatted(
            query,
            number,
            settings.seed(),
            settings.again(number, query),
            layout,
            asked.parley(),
            asked.parameters(),
            answer,
            expected,
            plan);
  }
}
