// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.render;

import dev.parley.node.database.Dialect;

/** A table of the values at which databases differ, the same in each of them. */
final class EdgeValues {
  static final int ROWS = 11;

  private static final String[] INSERTS = {
    "(1, 1, 2, 9223372036854775807, 1.10, 99999999999999999999999999999999999999,"
        + " 0.00000000000000000001, 0.1, 0.5, TRUE, 'a', 'a', 'x', DATE '2020-02-29',"
        + " TIMESTAMP '2020-02-29 23:59:59.123456', 0.25)",
    "(2, 32767, 2147483647, -9223372036854775808, -2.50,"
        + " -99999999999999999999999999999999999999, 2.5, -0.0, 0.25, FALSE, 'A', 'A b', 'a ',"
        + " DATE '2021-01-03', TIMESTAMP '2021-01-03 00:00:00', -0.35)",
    "(3, -32768, -2147483648, 0, 99999999.99, 2, -1, 1e308, -1, NULL, 'ß', ' a ', 'ÅßÄéaz',"
        + " DATE '0001-01-01', TIMESTAMP '9999-12-31 23:59:59.999999', 0.5)",
    "(4, -1, -1, -1, -1, -1, -1, -1, 3.5, TRUE, '', '', '', DATE '9999-12-31',"
        + " TIMESTAMP '0001-01-01 00:00:00', -0.5)",
    "(5, 2, 3, 32768, 2.50, 100000, 9999999999999999.5, 2.5, 2.5, FALSE, 'ﬀ', 'Å', '😀b😀',"
        + " DATE '2019-12-30', TIMESTAMP '2019-12-31 23:59:59.999999', 0.75)",
    "(6, 0, 0, 1, 0.01, 0, 0, 3.5, 0, TRUE, 'a%b_c', '😀', 'a%b_c\\d', DATE '2024-12-31',"
        + " TIMESTAMP '2024-02-29 12:34:56.000001', 0)",
    "(7, 100, 32768, 2147483648, 0.10, 9223372036854775807, 0.1, -1e-200, 100, FALSE, 'é',"
        + " 'e\u0301', 'é', DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.5', 0.1)",
    "(8, 7, -7, 7, 7.77, 7, 0.7, 1e-200, -7, TRUE, 'abc', 'abcabc', 'b', DATE '2023-01-31',"
        + " TIMESTAMP '2023-01-31 10:00:00', 0.7)",
    "(9, -7, 7, -7, -7.77, -7, -0.7, -2.5, 7, NULL, 'ABC', 'XYZxyz', '!', DATE '2016-01-01',"
        + " TIMESTAMP '2016-01-01 01:01:01.1', -0.7)",
    "(10, 3, 60, 9007199254740993, 12345678.91, 12345678901234567890123456789012345678,"
        + " 123456789012345678.12345678901234567891, 9007199254740993, 123.25, FALSE, 'zz', 'zz  ',"
        + " 'a''b', DATE '1582-10-10', TIMESTAMP '1582-10-10 11:59:59.999999', 0.01)"
  };

  /** Byte strings, in order of the rows. */
  private static final String[] BYTES = {
    "", "00", "0000", "0aff", "ff", "7f", "80", "5c", "c3bc", "0a"
  };

  /** Times of a day, in order of the rows. */
  private static final String[] TIMES = {
    "00:00:00", "23:59:59.999999", "12:34:56.000001", "00:00:00.000001", "11:59:59.5",
    "10:00:00", "01:01:01.1", "23:59:59", "06:30:00.25", "12:00:00"
  };

  private EdgeValues() {}

  /** Returns what makes the table; its last row is all NULL. */
  static String[] statements(Dialect dialect) {
    boolean maria = dialect == Dialect.MARIADB;
    String[] all = new String[INSERTS.length + BYTES.length + 2];
    all[0] =
        "CREATE TABLE vals (id INTEGER NOT NULL, si SMALLINT, i INTEGER, b BIGINT,"
            + " d DECIMAL(10, 2), big DECIMAL(38, 0), fine DECIMAL(38, 20), f DOUBLE PRECISION, r "
            + (maria ? "FLOAT" : "REAL")
            + ", bo BOOLEAN, c CHAR(6), v VARCHAR(20), w VARCHAR(20), dt DATE, ts "
            + (maria ? "DATETIME(6)" : "TIMESTAMP(6)").replace("(6)", maria ? "(6)" : "")
            + ", p DECIMAL(2, 2), vb "
            + bytes(dialect)
            + ", lb "
            + (dialect == Dialect.POSTGRESQL ? "BYTEA" : "BLOB")
            + ", tm "
            + (dialect == Dialect.DUCKDB ? "TIME" : "TIME(6)")
            + ")";
    for (int i = 0; i < INSERTS.length; i++) {
      all[i + 1] =
          "INSERT INTO vals VALUES " + INSERTS[i].replaceFirst("\\)$", ", NULL, NULL, NULL)");
    }
    all[INSERTS.length + 1] = "INSERT INTO vals (id) VALUES (" + ROWS + ")";
    for (int i = 0; i < BYTES.length; i++) {
      all[INSERTS.length + 2 + i] =
          "UPDATE vals SET vb = %s, lb = %s, tm = TIME '%s' WHERE id = %d"
              .formatted(
                  bytes(dialect, BYTES[i]),
                  bytes(dialect, BYTES[BYTES.length - 1 - i]),
                  TIMES[i],
                  i + 1);
    }
    return all;
  }

  private static String bytes(Dialect dialect) {
    return switch (dialect) {
      case POSTGRESQL -> "BYTEA";
      case DUCKDB -> "BLOB";
      case H2, MARIADB -> "VARBINARY(20)";
    };
  }

  private static String bytes(Dialect dialect, String hex) {
    return switch (dialect) {
      case POSTGRESQL -> "'\\x" + hex + "'";
      case DUCKDB -> "unhex('" + hex + "')";
      case H2, MARIADB -> "X'" + hex + "'";
    };
  }
}
