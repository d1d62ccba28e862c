// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.node.database.Database;
import dev.parley.node.database.Dialect;
import dev.parley.node.database.GrantedTable;
import dev.parley.node.database.RealColumn;
import dev.parley.protocol.catalog.ColumnType.Kind;
import dev.parley.protocol.catalog.PublishedColumn;
import dev.parley.protocol.catalog.Use;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks in the database's catalog for the index that finds places, of each column of places that
 * may be filtered by or searched by; and says how the owner would make it. It makes none.
 */
final class PlaceIndexes {
  /** The expressions or columns of each index of a table that is of a kind, whole indexes alone. */
  private static final String POSTGRESQL =
      "SELECT pg_get_indexdef(i.indexrelid, 1, true) FROM pg_index i"
          + " JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
          + " JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am a ON a.oid = x.relam"
          + " WHERE n.nspname = ? AND t.relname = ? AND a.amname IN ('gist', 'spgist')"
          + " AND i.indisvalid AND i.indpred IS NULL";

  private static final String MARIADB =
      "SELECT CONCAT(INDEX_TYPE, ' ', GROUP_CONCAT(COLUMN_NAME ORDER BY SEQ_IN_INDEX SEPARATOR ','))"
          + " FROM INFORMATION_SCHEMA.STATISTICS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
          + " GROUP BY INDEX_NAME, INDEX_TYPE";

  private static final String H2 =
      "SELECT LISTAGG(COLUMN_NAME, ',') WITHIN GROUP (ORDER BY ORDINAL_POSITION)"
          + " FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
          + " GROUP BY INDEX_NAME";

  private final GrantedTable table;
  private final Dialect dialect;

  private PlaceIndexes(GrantedTable table, Dialect dialect) {
    this.table = table;
    this.dialect = dialect;
  }

  /** Returns what is missing, a sentence each. */
  static List<String> missing(GrantedTable table, Database database) {
    PlaceIndexes indexes = new PlaceIndexes(table, database.dialect());
    List<RealColumn> places = indexes.searched();
    if (places.isEmpty() || database.dialect() == Dialect.DUCKDB) {
      // DuckDB has no index that finds ranges; it reads its columns, which is quick
      return List.of();
    }
    try (Connection connection = database.connect()) {
      if (indexes.isView(connection)) {
        return List.of(
            "table %s is a view: whether what it reads has an index for places was not looked into"
                .formatted(table.published().name()));
      }
      List<String> there = indexes.there(connection);
      return places.stream().flatMap(place -> indexes.missing(place, there).stream()).toList();
    } catch (SQLException e) {
      return List.of(
          "table %s: whether its places have an index could not be found out, SQLSTATE %s"
              .formatted(table.published().name(), e.getSQLState()));
    }
  }

  private boolean isView(Connection connection) throws SQLException {
    String schema = table.real().schema().isEmpty() ? null : table.real().schema();
    try (ResultSet rows =
        connection.getMetaData().getTables(connection.getCatalog(), schema, "%", null)) {
      while (rows.next()) {
        if (rows.getString("TABLE_NAME").equals(table.real().name())) {
          return String.valueOf(rows.getString("TABLE_TYPE")).endsWith("VIEW");
        }
      }
      return false;
    }
  }

  private List<RealColumn> searched() {
    List<RealColumn> places = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      PublishedColumn column = table.published().columns().get(i);
      boolean searched = column.uses().contains(Use.FILTER) || column.uses().contains(Use.NEAREST);
      if (column.type().kind() == Kind.GEOMETRY && searched) {
        places.add(table.columns().get(i));
      }
    }
    return places;
  }

  /** What the table's indexes are of, as {@link #wanted} writes it. */
  private List<String> there(Connection connection) throws SQLException {
    String catalog =
        switch (dialect) {
          case POSTGRESQL -> POSTGRESQL;
          case MARIADB -> MARIADB;
          case H2, DUCKDB -> H2;
        };
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(catalog)) {
      String schema = table.real().schema();
      statement.setString(1, schema.isEmpty() ? connection.getCatalog() : schema);
      statement.setString(2, table.real().name());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private Optional<String> missing(RealColumn place, List<String> there) {
    List<String> wanted = wanted(place);
    if (there.stream().anyMatch(index -> wanted.stream().anyMatch(w -> serves(index, w)))) {
      return Optional.empty();
    }
    boolean unused =
        dialect == Dialect.POSTGRESQL
            && !isPostGis(place)
            && there.stream().anyMatch(index -> serves(index, bare(endangered(place))));
    return Optional.of(
        "table %s has no index for the places of %s%s; this would make one: %s"
            .formatted(
                table.published().name(),
                place.name(),
                unused ? " but one that is not used, for NaN in it would hide others" : "",
                statement(place)));
  }

  /** What an index of PostgreSQL's would be of that does not leave NaN out. */
  private String endangered(RealColumn place) {
    return isDeclared(place)
        ? "point(%s, %s)".formatted(coordinate(place, 0), coordinate(place, 1))
        : place.name();
  }

  /** Further columns in an index do no harm. */
  private static boolean serves(String index, String wanted) {
    String bare = bare(index);
    return bare.equals(wanted) || bare.startsWith(wanted + ",");
  }

  /** Without what the database's own spelling adds: quotes, blanks, parentheses. */
  private static String bare(String index) {
    return index
        .replaceAll("[\" ()]", "")
        .replace("doubleprecision", "float8")
        .toLowerCase(Locale.ROOT);
  }

  private List<String> wanted(RealColumn place) {
    Stream<String> indexes =
        switch (dialect) {
          case POSTGRESQL -> Stream.of(expression(place));
          case MARIADB ->
              isDeclared(place) ? sides(place, "BTREE ") : Stream.of("SPATIAL " + place.name());
          case H2, DUCKDB -> sides(place, "");
        };
    return indexes.map(PlaceIndexes::bare).toList();
  }

  /** Either column first. */
  private static Stream<String> sides(RealColumn place, String kind) {
    String x = place.coordinates().get(0).name();
    String y = place.coordinates().get(1).name();
    return Stream.of(kind + x + "," + y, kind + y + "," + x);
  }

  private String statement(RealColumn place) {
    String on =
        Stream.of(table.real().schema(), table.real().name())
            .filter(part -> !part.isEmpty())
            .map(dialect::quote)
            .collect(Collectors.joining("."));
    if (dialect == Dialect.POSTGRESQL) {
      return "CREATE INDEX ON %s USING gist (%s)".formatted(on, expression(place));
    }
    String name = dialect.quote(table.real().name() + "_" + place.name());
    String fit = place.nullable() && !isDeclared(place) ? ", once it is NOT NULL" : "";
    return isDeclared(place)
        ? "CREATE INDEX %s ON %s (%s, %s)".formatted(name, on, part(place, 0), part(place, 1))
        : "CREATE SPATIAL INDEX %s ON %s (%s)".formatted(name, on, dialect.quote(place.name()))
            + fit;
  }

  /**
   * Without NaN, which would hide other places: an index of the bare places is not used, but for
   * PostGIS, whose own finds NaN everywhere.
   */
  private String expression(RealColumn place) {
    if (isPostGis(place)) {
      return dialect.quote(place.name());
    }
    return "point(NULLIF(%s, 'NaN'::float8), NULLIF(%s, 'NaN'::float8))"
        .formatted(coordinate(place, 0), coordinate(place, 1));
  }

  /** As the node's own statements have it, or PostgreSQL would not see that it is the same. */
  private String coordinate(RealColumn place, int index) {
    if (!isDeclared(place)) {
      return "(%s)[%d]".formatted(dialect.quote(place.name()), index);
    }
    RealColumn part = place.coordinates().get(index);
    boolean isDouble = part.typeName().equalsIgnoreCase("float8");
    return part(place, index) + (isDouble ? "" : "::float8");
  }

  private static boolean isPostGis(RealColumn place) {
    return !isDeclared(place) && !place.typeName().equalsIgnoreCase("point");
  }

  private String part(RealColumn place, int index) {
    return dialect.quote(place.coordinates().get(index).name());
  }

  private static boolean isDeclared(RealColumn place) {
    return !place.coordinates().isEmpty();
  }
}
