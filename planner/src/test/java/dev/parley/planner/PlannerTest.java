// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.catalog.FederationCatalog;
import dev.parley.protocol.catalog.ColumnType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String SQL =
      "SELECT zone, SECURE AVG(fare) FROM trips WHERE fare > 2 GROUP BY zone ORDER BY 2 LIMIT 3";

  private final Planner planner = new Planner();

  @Test
  void plansQuicklyOnceWarm() {
    planner.warmUp();

    long best = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long start = System.nanoTime();
      planner.plan(SQL, Federations.CITY, SessionOptions.DEFAULT);
      best = Math.min(best, System.nanoTime() - start);
    }

    assertThat(best).isLessThan(TimeUnit.MILLISECONDS.toNanos(20));
  }

  @Test
  void plansForManyThreadsAndCatalogsAtOnce() throws Exception {
    FederationCatalog other =
        Federations.of(
            Federations.node(
                "solo",
                "H2",
                1,
                Federations.table(
                    "trips",
                    Federations.open("zone", ColumnType.VARCHAR),
                    Federations.open("fare", ColumnType.INTEGER))));
    Callable<Integer> city = () -> asked(Federations.CITY);
    Callable<Integer> solo = () -> asked(other);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<Integer> cities = new HashSet<>();
      Set<Integer> solos = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        List<Future<Integer>> both = threads.invokeAll(List.of(city, solo));
        cities.add(both.get(0).get());
        solos.add(both.get(1).get());
      }

      assertThat(cities).containsExactly(3);
      assertThat(solos).containsExactly(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private int asked(FederationCatalog catalog) {
    return planner.plan(SQL, catalog, SessionOptions.DEFAULT).questions().size();
  }
}
