// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.spatial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.Rows;
import dev.parley.it.SharedFederation;
import java.util.List;

/**
 * Joins of a federated table with a list of places, asked of a federation and of its reference.
 *
 * @param key by which ties are broken
 * @param list a relation with the columns id, place and r, in parentheses
 * @param radius what is near to all of them
 */
record JoinQuestions(
    SharedFederation federation, String table, String key, String list, String radius) {

  void assertAll(int k) throws Exception {
    String near = "ST_DWithin(p.location, q.place, q.r)";
    assertSame("SELECT q.id, SECURE COUNT(*) FROM %s JOIN %s ON " + near + " GROUP BY q.id");
    assertSame(
        "SELECT q.id %% 3, SECURE COUNT(*), SECURE SUM(p.%3$s) FROM %2$s, %1$s"
            + " WHERE ST_Distance(q.place, p.location) < %4$s AND p.%3$s > 5 GROUP BY q.id %% 3");
    assertSame("SELECT SECURE COUNT(*) FROM %s JOIN %s ON " + near + " WHERE q.r > 0");
    assertSame("SELECT q.id, p.%3$s FROM %1$s JOIN %2$s ON " + near);
    assertSame("SELECT q.id, q.r, p.%3$s FROM %1$s LEFT JOIN %2$s ON " + near);
    assertNearest(k);
  }

  private void assertSame(String sql) throws Exception {
    String asked = sql.formatted(list + " AS q", table + " AS p", key, radius);

    assertThat(Rows.of(federation::connect, asked))
        .as(asked)
        .containsExactlyInAnyOrderElementsOf(
            Rows.of(federation::connectToReference, asked.replace("SECURE ", "")));
  }

  private void assertNearest(int k) throws Exception {
    String mine =
        "SELECT q.id, p.%s, DISTANCE FROM %s AS q JOIN %s AS p ON KNN(p.location, q.place, %d)"
            .formatted(key, list, table, k);
    String theirs =
        "SELECT q.id, n.* FROM %2$s AS q CROSS JOIN LATERAL (SELECT p.%1$s, ST_Distance(p.location, q.place) AS d FROM %3$s AS p WHERE p.location IS NOT NULL ORDER BY 2, 1 LIMIT %4$d) n"
            .formatted(key, list, table, k);
    List<List<String>> found = Rows.of(federation::connect, mine);

    assertThat(found)
        .as(mine)
        .containsExactlyInAnyOrderElementsOf(Rows.of(federation::connectToReference, theirs));
  }
}
