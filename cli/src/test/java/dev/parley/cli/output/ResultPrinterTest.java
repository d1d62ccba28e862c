// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultPrinterTest {
  private static final ResultNotes NO_NOTES = new ResultNotes(List.of(), List.of());

  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = DriverManager.getConnection("jdbc:h2:mem:");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void csvQuotesWhatMustBeQuotedAndTellsNullFromEmpty() throws SQLException {
    assertThat(
            printed(
                ResultFormat.CSV,
                "SELECT * FROM (VALUES ('a,b', 'say \"hi\"', 1), ('', NULL, 2),"
                    + " (U&'two\\000alines', 'Žižkov 🚕', 3)) AS t(\"x,y\", \"z\", \"n\")"))
        .isEqualTo(
            """
            "x,y",z,n
            "a,b","say ""hi""\",1
            "",,2
            "two
            lines",Žižkov 🚕,3
            """);
  }

  @Test
  void csvSpellsValuesAsPostgresDoes() throws SQLException {
    assertThat(
            printed(
                ResultFormat.CSV,
                "SELECT 1E-7::DECIMAL(20, 10) AS a, DATE '2026-02-28' AS b,"
                    + " TIMESTAMP '2026-02-28 01:02:03.450' AS c,"
                    + " TIMESTAMP '2026-02-28 01:02:03' AS d, TRUE AS e,"
                    + " 100000000000000000000000000000 AS f"))
        .isEqualTo(
            "A,B,C,D,E,F\n0.0000001000,2026-02-28,2026-02-28 01:02:03.45,2026-02-28 01:02:03,true,"
                + "100000000000000000000000000000\n");
  }

  @Test
  void csvOfNoRowsHasAHeaderAndResultsAreSeparatedByAnEmptyLine() throws SQLException {
    assertThat(
            printed(
                ResultFormat.CSV, "SELECT 1 AS a WHERE FALSE", "SELECT 2 AS b", "SELECT 3 AS c"))
        .isEqualTo("A\n\nB\n2\n\nC\n3\n");
  }

  @Test
  void jsonIsExactAndOneLineForEachResult() throws SQLException {
    assertThat(
            printed(
                ResultFormat.JSON,
                "SELECT 9007199254740993 AS a, 0.1234567890123456789012::DECIMAL(30, 22) AS b,"
                    + " CAST(NULL AS INTEGER) AS c, TRUE AS d, U&'\"\\000a</x>' AS e,"
                    + " CAST('NaN' AS DOUBLE PRECISION) AS f",
                "SELECT DATE '2026-02-28' AS g"))
        .isEqualTo(
            "{\"columns\":[\"A\",\"B\",\"C\",\"D\",\"E\",\"F\"],"
                + "\"types\":[\"BIGINT\",\"DECIMAL\",\"INTEGER\",\"BOOLEAN\","
                + "\"CHARACTER VARYING\",\"DOUBLE PRECISION\"],"
                + "\"rows\":[[9007199254740993,0.1234567890123456789012,null,true,"
                + "\"\\\"\\n</x>\",\"NaN\"]],\"nodes\":[],\"warnings\":[]}\n"
                + "{\"columns\":[\"G\"],\"types\":[\"DATE\"],\"rows\":[[\"2026-02-28\"]],"
                + "\"nodes\":[],\"warnings\":[]}\n");
  }

  @Test
  void jsonNamesNodesAndWarnings() throws SQLException {
    StringWriter out = new StringWriter();
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 AS a")) {
      new ResultPrinter(ResultFormat.JSON, new PrintWriter(out))
          .print(rows, new ResultNotes(List.of("east", "west"), List.of("1 group is left out")));
    }

    assertThat(out.toString())
        .endsWith("\"nodes\":[\"east\",\"west\"],\"warnings\":[\"1 group is left out\"]}\n");
  }

  @Test
  void aTableIsAlignedNumbersToTheRight() throws SQLException {
    assertThat(
            printed(
                ResultFormat.TABLE,
                "SELECT * FROM (VALUES ('Žižkov', 7, NULL), ('🚕', 12345, 'x')) AS t(w, n, l)",
                "SELECT 1 AS a"))
        .isEqualTo(
            """
            W           N  L
            ──────  ─────  ─
            Žižkov      7
            🚕       12345  x

            A
            ─
            1
            """);
  }

  @Test
  void nothingInATableMovesTheCursorOrTurnsTheText() throws SQLException {
    String printed =
        printed(
            ResultFormat.TABLE,
            "SELECT U&'a\\001b[2J\\000ab' AS " + "\"x\u001b[31m\"" + ", U&'\\202eabc' AS y");

    assertThat(printed).isEqualTo("x␦[31m   Y\n───────  ────\na␦[2J␦b  ␦abc\n");
  }

  private String printed(ResultFormat format, String... queries) throws SQLException {
    StringWriter out = new StringWriter();
    ResultPrinter printer = new ResultPrinter(format, new PrintWriter(out));
    try (Statement statement = database.createStatement()) {
      for (String sql : queries) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          printer.print(rows, NO_NOTES);
        }
      }
    }
    return out.toString();
  }
}
