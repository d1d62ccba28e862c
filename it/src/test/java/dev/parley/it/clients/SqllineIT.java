// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.it.SharedStage;
import dev.parley.it.SharedStage.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sqlline.SqlLine;

/** sqlline 1.12.0, with its own commands. */
@ExtendWith(SharedStage.class)
class SqllineIT {
  private final Served served;

  SqllineIT(Stage stage) {
    this.served = new Served(stage);
  }

  @Test
  void showsAnAnswer() throws IOException {
    assertThat(
            shown(
                "SELECT ward, SECURE SUM(fare) AS fares FROM trips WHERE ward = 1 GROUP BY ward;"))
        .contains("'ward','fares'")
        .contains("'1','81.050'");
  }

  @Test
  void listsTablesWithTheirRemarks() throws IOException {
    assertThat(shown("!tables"))
        .contains("'','FEDERATION','trips','TABLE','of east, north, west'")
        .contains("'','north','depots','TABLE','of north'")
        .contains("'','INFORMATION_SCHEMA','COLUMNS','TABLE'");
  }

  @Test
  void listsColumnsInTheirOrder() throws IOException {
    String columns = shown("!columns trips");

    assertThat(columns).contains("'FEDERATION','trips','fare','3','DECIMAL'");
    assertThat(columns.indexOf("'zone'")).isLessThan(columns.indexOf("'ward'"));
    assertThat(shown("!describe depots")).contains("'north','depots','code'");
  }

  @Test
  void describesTheDatabaseWithoutAMethodThatFails() throws IOException {
    assertThat(shown("!dbinfo"))
        .contains("getDatabaseProductName")
        .contains("Parley")
        .contains("isReadOnly")
        .doesNotContain("Exception")
        .doesNotContain("rror:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!schemas",
        "!indexes trips",
        "!primarykeys trips",
        "!importedkeys trips",
        "!exportedkeys trips",
        "!procedures",
        "!typeinfo",
        "!metadata getTableTypes",
        "!metadata getTypeInfo",
        "!metadata getCatalogs",
        "!isolation TRANSACTION_NONE",
        "!autocommit on",
        "!commit",
        "!rollback",
        "!nativesql SELECT 1",
        "!reconnect",
        "!list",
        "!scan",
        "!history",
        "!verbose",
        "!closeall"
      })
  void runsItsCommands(String command) throws IOException {
    assertThat(shown(command)).doesNotContain("Exception").doesNotContain("rror:");
  }

  @Test
  void tellsTheStateOfAnError() throws IOException {
    assertThat(shown("SELECT * FROM tripz;"))
        .contains("There is no table 'tripz' | Did you mean 'trips'?")
        .contains("(state=42P01,code=2)");
    assertThat(shown("DELETE FROM trips;")).contains("(state=25006,code=8)");
  }

  @Test
  void goesOnAfterAnError() throws IOException {
    assertThat(shown("SELECT;\nSELECT COUNT(*) AS n FROM trips;")).contains("'n'\n'11'");
  }

  @Test
  void completesNamesOfTablesAndColumns() throws IOException {
    assertThat(shown("!rehash\n!set fastconnect false\n!reconnect\nSELECT 1 AS one;"))
        .contains("'one'\n'1'")
        .doesNotContain("Exception");
  }

  private String shown(String script) throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    SqlLine sqlline = new SqlLine();
    sqlline.setOutputStream(new PrintStream(shown, true, StandardCharsets.UTF_8));
    sqlline.setErrorStream(new PrintStream(shown, true, StandardCharsets.UTF_8));
    sqlline.begin(
        new String[] {
          "-u",
          served.url(),
          "-n",
          Served.USER,
          "-p",
          served.password(),
          "-d",
          "dev.parley.jdbc.ParleyDriver",
          "--outputformat=csv"
        },
        new ByteArrayInputStream((script + "\n!quit\n").getBytes(StandardCharsets.UTF_8)),
        false);
    return shown.toString(StandardCharsets.UTF_8);
  }
}
