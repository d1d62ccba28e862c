// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.gateway.jdbc.PreparedQuery;
import dev.parley.gateway.jdbc.UserSession;
import dev.parley.pipe.PipeException;
import dev.parley.protocol.catalog.ColumnType;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Statements with question marks, from preparation to rows. */
class ParametersTest {
  private static SessionFixture fixture;
  private static UserSession ada;

  @BeforeAll
  static void open() throws PipeException {
    fixture = new SessionFixture();
    ada = fixture.login("ada");
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void columnsAndParametersAreKnownBeforeValuesAre() {
    PreparedQuery statement =
        ada.prepare("SELECT n, s FROM parley.series WHERE n = ? AND \"day\" < ? AND d > ?");

    assertThat(statement.columns()).extracting(c -> c.label()).containsExactly("n", "s");
    assertThat(statement.parameters())
        .extracting(ColumnType::kind)
        .containsExactly(ColumnType.Kind.BIGINT, ColumnType.Kind.DATE, ColumnType.Kind.DECIMAL);
  }

  @Test
  void aStatementRunsWithOtherValuesEachTime() {
    PreparedQuery statement =
        ada.prepare("SELECT s FROM (VALUES (1, 'one'), (2, 'two')) AS t (n, s) WHERE n = ?");

    assertThat(rows(statement, 1L)).containsExactly("one");
    assertThat(rows(statement, 2L)).containsExactly("two");
    assertThat(rows(statement, 3L)).isEmpty();
    assertThat(rows(statement, (Object) null)).isEmpty();
    assertThat(rows(statement, "2")).containsExactly("two");
  }

  @Test
  void valuesOfEveryTypeAreTakenAsTheyAre() {
    assertThat(
            rows(
                ada.prepare(
                    "SELECT CAST(? AS BIGINT), CAST(? AS DECIMAL(10, 2)), CAST(? AS DOUBLE),"
                        + " CAST(? AS VARCHAR), CAST(? AS BOOLEAN), CAST(? AS DATE),"
                        + " CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP)"),
                9_007_199_254_740_993L,
                new BigDecimal("1.50"),
                0.1,
                "it's ? \u00fc \ud83d\udc22",
                true,
                LocalDate.of(2024, 2, 29),
                LocalDateTime.of(2024, 2, 29, 23, 59, 58, 125_000_000),
                "2024-02-29 23:59:58.123456"))
        .containsExactly(
            "9007199254740993 1.50 0.1 it's ? \u00fc \ud83d\udc22 true 2024-02-29"
                + " 2024-02-29T23:59:58.125 2024-02-29T23:59:58.123456");
  }

  @Test
  void aTextThatIsNoValueOfTheTypeIsAnErrorThatDoesNotTellIt() {
    PreparedQuery statement = ada.prepare("SELECT n FROM parley.series WHERE n = ? LIMIT 1");

    ParleyException e = failure(statement, "4711x");

    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TEXT);
    assertThat(e.toLine()).doesNotContain("4711");
  }

  @Test
  void numbersBeyondAllBoundsAreOutOfRange() {
    PreparedQuery statement = ada.prepare("SELECT x FROM parley.series WHERE x = ? LIMIT 1");

    for (Object value :
        List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            new BigDecimal("1e999999999"),
            new BigDecimal("1e-999999999"))) {
      assertThat(failure(statement, value).code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    }
  }

  @Test
  void anotherNumberOfValuesThanParametersIsAnError() {
    PreparedQuery one = ada.prepare("SELECT n FROM parley.series WHERE n = ? LIMIT 1");
    PreparedQuery none = ada.prepare("VALUES ('?')");

    assertThat(failure(one).code()).isEqualTo(ErrorCode.WRONG_PARAMETERS);
    assertThat(failure(one, 1L, 2L).code()).isEqualTo(ErrorCode.WRONG_PARAMETERS);
    assertThat(failure(none, 1L).code()).isEqualTo(ErrorCode.WRONG_PARAMETERS);
    assertThat(failure(ada.prepare("VALUES (1)"), 1L).code()).isEqualTo(ErrorCode.WRONG_PARAMETERS);
    assertThat(rows(none)).containsExactly("?");
  }

  @Test
  void aStatementIsFoundToBeWrongWhenItIsPrepared() {
    ParleyException e =
        catchThrowableOfType(
            ParleyException.class, () -> ada.prepare("SELECT m FROM parley.series WHERE n = ?"));

    assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_COLUMN);
  }

  private static ParleyException failure(PreparedQuery statement, @Nullable Object... values) {
    return catchThrowableOfType(ParleyException.class, () -> rows(statement, values));
  }

  private static List<String> rows(PreparedQuery statement, @Nullable Object... values) {
    List<String> rows = new ArrayList<>();
    statement
        .run(Arrays.asList(values), SessionFixture.LIMITS)
        .rows()
        .forEachRemaining(
            row -> rows.add(String.join(" ", Arrays.stream(row).map(String::valueOf).toList())));
    return rows;
  }
}
