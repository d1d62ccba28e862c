// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.jdbc;

import dev.parley.protocol.catalog.ColumnType;
import dev.parley.testkit.data.FederationFolder;
import dev.parley.testkit.data.OwnerData;
import dev.parley.testkit.data.RowSink;
import dev.parley.testkit.data.TableColumn;
import dev.parley.testkit.data.TableRows;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table with a column of every type, all of which may be revealed, and its rows. */
public final class Samples {
  /** Its name. */
  public static final String TABLE = "samples";

  /** An ordinary row; one of NULLs; the largest, and the smallest value of each type. */
  public static final int ORDINARY = 1;

  public static final int NULLS = 2;
  public static final int LARGEST = 3;
  public static final int SMALLEST = 4;

  /** Names of the columns, in their order. */
  public static final List<String> COLUMNS =
      List.of(
          "id", "small", "whole", "big", "exact", "digits", "ratio", "flag", "note", "day",
          "moment", "clock", "raw");

  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.INTEGER,
          ColumnType.SMALLINT,
          ColumnType.INTEGER,
          ColumnType.BIGINT,
          ColumnType.decimal(38, 10),
          ColumnType.decimal(38, 0),
          ColumnType.DOUBLE,
          ColumnType.BOOLEAN,
          ColumnType.VARCHAR,
          ColumnType.DATE,
          ColumnType.TIMESTAMP,
          ColumnType.TIME,
          ColumnType.VARBINARY);

  private static final List<List<String>> ROWS =
      List.of(
          List.of("7", "42", "5000000000", "12345.6789012345", "12", "0.1", "true", "grüße 🐢"),
          List.of(),
          List.of(
              "32767",
              "2147483647",
              "9223372036854775807",
              "9999999999999999999999999999.9999999999",
              "99999999999999999999999999999999999999",
              "1.7976931348623157E308",
              "true",
              "x".repeat(300)),
          List.of(
              "-32768",
              "-2147483648",
              "-9223372036854775808",
              "-9999999999999999999999999999.9999999999",
              "-99999999999999999999999999999999999999",
              "-1.7976931348623157E308",
              "false",
              ""),
          List.of("0", "0", "0", "0", "0", "0", "false", "0"),
          List.of("127", "32767", "2147483647", "127.9", "127", "127.9", "true", "127"),
          List.of("128", "32768", "2147483648", "128", "128", "128.5", "false", "128.5"),
          List.of("-129", "-32769", "-2147483649", "-128.9", "-129", "-1.5", "true", "-7"),
          List.of(
              "1",
              "1",
              "1",
              "9223372036854775807",
              "9223372036854775807",
              "9.007199254740993E15",
              "true",
              "true"),
          List.of(
              "2",
              "2",
              "2",
              "9223372036854775808",
              "-9223372036854775809",
              "9.223372036854776E18",
              "false",
              " 42 "),
          List.of("1", "0", "1", "1", "1", "1", "true", "2024-03-31"),
          List.of("0", "1", "0", "0", "0", "1E10", "true", "2024-03-31 02:30:00.5"),
          List.of("10", "10", "10", "0.5", "10", "0.5", "true", "t"),
          List.of("-1", "-1", "-1", "-0.0000000001", "-1", "1E-7", "false", "12345678901234567890"),
          List.of("5", "5", "5", "1.5", "5", "3.4028236E38", "true", "1e3"),
          List.of("6", "6", "6", "2.50", "6", "123456789.125", "true", "23:59:58"));

  private static final List<List<String>> TIMES =
      List.of(
          List.of("2024-02-29", "2024-02-29T23:59:58.123456", "23:59:58.123456"),
          List.of(),
          List.of("9999-12-31", "9999-12-31T23:59:59.999999", "23:59:59.999999"),
          List.of("0001-01-01", "0001-01-01T00:00:00", "00:00:00"),
          List.of("1970-01-01", "1970-01-01T00:00:00", "00:00:00.000001"),
          List.of("1969-12-31", "1969-12-31T23:59:59.999999", "12:34:56"),
          List.of("2024-03-10", "2024-03-10T02:30:00", "02:30:00"),
          List.of("2024-11-03", "2024-11-03T01:30:00.100", "01:30:00.100"),
          List.of("1582-10-10", "1582-10-10T12:00:00", "12:00:00"),
          List.of("1582-10-15", "1582-10-15T00:00:00", "10:11:12.5"),
          List.of("1883-11-18", "1883-11-18T12:01:00.000001", "12:01:00.000001"),
          List.of("1900-01-01", "1900-01-01T00:00:00.5", "00:00:00.5"),
          List.of("2011-12-30", "2011-12-30T12:00:00", "09:08:07"),
          List.of("1941-10-01", "1941-10-01T00:00:00", "18:00"),
          List.of("0999-12-31", "0999-12-31T23:59:59", "23:59:59"),
          List.of("2038-01-19", "2038-01-19T03:14:08.000010", "03:14:08.000010"));

  /** Some of them numbers, truth values and times, if they are read as texts in ASCII. */
  private static final List<String> BYTES =
      List.of(
          everyByte(),
          "",
          "5c78".repeat(2500),
          "",
          "00",
          "7f",
          "80",
          "ff00",
          "31",
          "203432",
          "74",
          "323032342d30332d3331",
          "c3bc",
          "fffe",
          "5c",
          "5c7830");

  private Samples() {}

  private static String everyByte() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return HexFormat.of().formatHex(all);
  }

  /** The numbers of all rows. */
  public static List<Integer> ids() {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < ROWS.size(); i++) {
      ids.add(i + 1);
    }
    return ids;
  }

  /** Gives the table to the owners of a folder, each some of its rows. */
  public static FederationFolder addedTo(FederationFolder folder) {
    List<OwnerData> owners = new ArrayList<>();
    for (OwnerData owner : folder.owners()) {
      List<TableRows> tables = new ArrayList<>(owner.tables());
      tables.add(new Part(owners.size(), folder.owners().size()));
      tables.sort(Comparator.comparing(TableRows::table));
      owners.add(new OwnerData(owner.node(), tables, owner.policy()));
    }
    return new FederationFolder(owners, folder.ignored());
  }

  /** Every row of which the number leaves {@code owner} when divided by that of the owners. */
  private record Part(int owner, int owners) implements TableRows {
    @Override
    public String table() {
      return TABLE;
    }

    @Override
    public List<TableColumn> columns() {
      List<TableColumn> columns = new ArrayList<>();
      for (String name : COLUMNS) {
        columns.add(new TableColumn(name, TYPES.get(columns.size())));
      }
      return columns;
    }

    @Override
    public void forEach(RowSink sink) throws SQLException {
      for (int id : ids()) {
        if (id % owners == owner) {
          sink.accept(column -> value(id, column));
        }
      }
    }
  }

  private static @Nullable Object value(int id, int column) {
    if (column == 0) {
      return id;
    }
    List<String> values = ROWS.get(id - 1);
    List<String> times = TIMES.get(id - 1);
    if (values.isEmpty()) {
      return null;
    }
    if (TYPES.get(column).kind() == ColumnType.Kind.VARBINARY) {
      return HexFormat.of().parseHex(BYTES.get(id - 1));
    }
    boolean time = column > values.size();
    return value(
        time ? times.get(column - values.size() - 1) : values.get(column - 1), TYPES.get(column));
  }

  private static Object value(String text, ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER -> Integer.valueOf(text);
      case BIGINT -> Long.valueOf(text);
      case DECIMAL -> new BigDecimal(text).setScale(type.scale());
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case TIME -> LocalTime.parse(text);
      case TIMESTAMP -> LocalDateTime.parse(text);
      default -> text;
    };
  }
}
