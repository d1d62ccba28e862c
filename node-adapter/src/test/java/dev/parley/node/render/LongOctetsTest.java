// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.check.CanonicalParser;
import dev.parley.node.check.CheckedQuery;
import dev.parley.node.config.Policy;
import dev.parley.node.config.TablePolicy;
import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.Grants;
import dev.parley.node.database.RealDatabases;
import dev.parley.node.run.QueryRunner;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.Octets;
import dev.parley.protocol.catalog.Use;
import dev.parley.protocol.query.GroupKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Byte strings that are too long to travel. */
class LongOctetsTest {
  private static final int LENGTH = 1_000_000;
  private static final int TRAVELS = GroupKey.MAX_BYTES - 100;

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aNodeReadsNoMoreOfThemThanItTakesToRefuseThem(Dialect dialect) throws Exception {
    List<List<@Nullable Object>> rows =
        ask(dialect, "SELECT \"b\", OCTET_LENGTH(\"b\") FROM \"films\"");

    for (List<@Nullable Object> row : rows) {
      Octets read = (Octets) row.get(0);
      assertThat(read).isNotNull();
      if (String.valueOf(row.get(1)).equals("" + LENGTH)) {
        assertThat(read.length()).isEqualTo(GroupKey.MAX_BYTES);
        assertThatThrownBy(() -> GroupKey.of(row).encode())
            .isInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(read.length()).isEqualTo(TRAVELS);
        assertThat(GroupKey.of(row).encode()).hasSizeGreaterThan(TRAVELS);
      }
    }
    assertThat(rows).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theyAreComparedWhole(Dialect dialect) throws Exception {
    assertThat(ask(dialect, "SELECT \"id\" FROM \"films\" WHERE (\"b\" = \"c\")")).hasSize(2);
    assertThat(
            ask(
                dialect,
                "SELECT \"id\" FROM \"films\" WHERE (CASE WHEN (\"id\" > 0) THEN \"b\" END < \"c\")"))
        .hasSize(1);
  }

  private static List<List<@Nullable Object>> ask(Dialect dialect, String sql) throws Exception {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Database database =
            RealDatabases.open(
                dialect,
                "CREATE TABLE films (id INTEGER, b %1$s, c %1$s)".formatted(type(dialect)),
                row(dialect, 1, TRAVELS, ""),
                row(dialect, 2, LENGTH, ""),
                row(dialect, 3, LENGTH, "x"));
        QueryRunner runner = new QueryRunner(new NodeId("north"), database, 100);
        CanonicalParser parser = new CanonicalParser()) {
      GrantedTable table = Grants.find(openPolicy(), database.tables()).get(0);
      CheckedQuery checked = new CheckedQuery(parser.parse(sql), table, List.of());
      runner.runRows(checked, runner.render(checked), 10, rows::add);
    }
    return rows;
  }

  private static String type(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> "BYTEA";
      case DUCKDB, H2 -> "BLOB";
      case MARIADB -> "LONGBLOB";
    };
  }

  private static String row(Dialect dialect, int id, int length, String more) {
    String text = "CONCAT(REPEAT('a', " + length + "), '%s')";
    String bytes =
        switch (dialect) {
          case POSTGRESQL -> "convert_to(" + text + ", 'UTF8')";
          case DUCKDB -> "encode(" + text + ")";
          case H2 -> "STRINGTOUTF8(" + text + ")";
          case MARIADB -> text;
        };
    return "INSERT INTO films VALUES (%d, %s, %s)"
        .formatted(id, bytes.formatted(""), bytes.formatted(more));
  }

  private static Policy openPolicy() {
    Map<String, Set<Use>> uses =
        Map.of(
            "id", EnumSet.allOf(Use.class),
            "b", EnumSet.allOf(Use.class),
            "c", EnumSet.allOf(Use.class));
    TablePolicy policy = new TablePolicy(List.of(), 1, Optional.empty(), uses);
    return new Policy(Set.of(), 1, 1, Map.of("films", policy));
  }
}
