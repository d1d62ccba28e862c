// SPDX-License-Identifier: Apache-2.0
package dev.parley.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.planner.plan.Plan;
import dev.parley.planner.plan.PlanText;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private final Planner planner = new Planner();

  @Test
  void placesEveryStepOfAnAverage() {
    assertThat(text("SELECT SECURE AVG(fare), SUM(fare), COUNT(fare) FROM north.trips"))
        .isEqualTo(
            """
            in the gateway: compute SUM(fare) / COUNT(fare) AS avg, SUM(fare) AS sum, COUNT(fare) AS count
              in the gateway: open SUM(fare), COUNT(fare)
                in the cloud: add the ciphertexts of 1 node, unread
                  at node north (PostgreSQL 14):
                    runs SELECT SUM("fare"), COUNT("fare") FROM "trips"
                    leaves SUM("fare") encrypted, 96 bits, scale 2
                    leaves whether SUM("fare") is NULL encrypted, 32 bits
                    leaves COUNT("fare") encrypted, 64 bits, scale 0
            """);
  }

  @Test
  void placesEveryStepOfAGroupedQuery() {
    assertThat(
            text(
                "SELECT zone, SUM(tip) / SUM(fare) AS rate FROM trips WHERE distance > 2"
                    + " GROUP BY zone HAVING COUNT(*) > 100 ORDER BY 2 DESC LIMIT 10 OFFSET 5"))
        .isEqualTo(
            """
            in the gateway: keep at most 10 rows after the first 5
              in the gateway: sort by rate descending, NULLs first
                in the gateway: compute zone, SUM(tip) / SUM(fare) AS rate
                  in the gateway: keep rows where COUNT(*) > 100
                    in the gateway: open zone, SUM(tip), SUM(fare), COUNT(*)
                      in the cloud: add the ciphertexts of 3 nodes, unread
                        at node north (PostgreSQL 14):
                          runs SELECT "Zone", SUM("tip"), SUM("fare"), COUNT(*) FROM "trips" WHERE ("distance" > 2.0) GROUP BY "Zone"
                          leaves "Zone" as a token, with an encrypted label
                          leaves SUM("tip") encrypted, 96 bits, scale 2
                          leaves whether SUM("tip") is NULL encrypted, 32 bits
                          leaves SUM("fare") encrypted, 96 bits, scale 2
                          leaves whether SUM("fare") is NULL encrypted, 32 bits
                          leaves COUNT(*) encrypted, 64 bits, scale 0
            """
                + node("south", "DuckDB 2")
                + node("west", "H2 2"));
  }

  private static String node(String name, String database) {
    return """
        at node %s (%s):
          runs SELECT "Zone", SUM("tip"), SUM("fare"), COUNT(*) FROM "trips" WHERE ("distance" > 2.0) GROUP BY "Zone"
          leaves "Zone" as a token, with an encrypted label
          leaves SUM("tip") encrypted, 96 bits, scale 2
          leaves whether SUM("tip") is NULL encrypted, 32 bits
          leaves SUM("fare") encrypted, 96 bits, scale 2
          leaves whether SUM("fare") is NULL encrypted, 32 bits
          leaves COUNT(*) encrypted, 64 bits, scale 0
        """
        .formatted(name, database)
        .indent(12);
  }

  @Test
  void explainsInRowsOfOneColumn() {
    Plan plan = plan("EXPLAIN PLAN FOR SELECT id FROM PARLEY.NODES ORDER BY id");

    assertThat(plan.columns()).extracting(c -> c.label()).containsExactly("PLAN");
    assertThat(plan.finish(List.of()))
        .containsExactly(
            new Object[] {"in the gateway: sort by id, NULLs last"},
            new Object[] {"  in the gateway: compute id"},
            new Object[] {"    in the gateway: read PARLEY.NODES"});
    assertThat(plan.questions()).isEmpty();
  }

  private String text(String sql) {
    return String.join("\n", PlanText.of(plan(sql).root())) + "\n";
  }

  private Plan plan(String sql) {
    return planner.plan(sql, Federations.CITY, SessionOptions.DEFAULT);
  }
}
