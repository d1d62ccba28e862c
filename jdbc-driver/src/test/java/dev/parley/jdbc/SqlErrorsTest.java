// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SqlErrorsTest {

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of("0A000", SQLFeatureNotSupportedException.class),
        Arguments.of("08001", SQLNonTransientConnectionException.class),
        Arguments.of("08006", SQLNonTransientConnectionException.class),
        Arguments.of("22003", SQLDataException.class),
        Arguments.of("28000", SQLInvalidAuthorizationSpecException.class),
        Arguments.of("28P01", SQLInvalidAuthorizationSpecException.class),
        Arguments.of("42501", SQLSyntaxErrorException.class),
        Arguments.of("57014", SQLException.class),
        Arguments.of("P0201", SQLException.class),
        Arguments.of("2", SQLException.class),
        Arguments.of("", SQLException.class));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void theClassIsThatOfTheState(String state, Class<?> type) {
    SQLException e = SqlErrors.of("It is so | Live with it.", state, 7);

    assertThat((Object) e).isExactlyInstanceOf(type);
    assertThat(e.getSQLState()).isEqualTo(state);
    assertThat(e.getErrorCode()).isEqualTo(7);
    assertThat(e.getMessage()).isEqualTo("It is so | Live with it.");
  }

  @Test
  void whatTookTooLongIsATimeoutWhateverItsState() {
    assertThat((Object) SqlErrors.of("Too long", "57014", SqlErrors.TIMED_OUT))
        .isExactlyInstanceOf(SQLTimeoutException.class);
    assertThat((Object) SqlErrors.timedOut(3)).isExactlyInstanceOf(SQLTimeoutException.class);
  }

  @Test
  void aLostConnectionIsOneThatCannotBeOpenedForWhoHasNone() {
    SQLException lost = SqlErrors.connectionLost("It is gone", "Come back.");
    SQLException refused = SqlErrors.of("No | Never.", "28P01", 602);

    SQLException e = SqlErrors.whileConnecting(lost);

    assertThat(e.getSQLState()).isEqualTo("08001");
    assertThat(e.getErrorCode()).isEqualTo(604);
    assertThat(e.getMessage()).isEqualTo("It is gone | Come back.");
    assertThat((Object) SqlErrors.whileConnecting(refused)).isSameAs(refused);
  }

  @Test
  void whatAvaticaWrapsIsUnwrapped() {
    SQLException told = SqlErrors.of("No | Never.", "28P01", 602);
    SQLException stateless = new SQLException("plain");

    assertThat((Object) SqlErrors.unwrap(new RuntimeException(new GatewayFault(told))))
        .isSameAs(told);
    assertThat((Object) SqlErrors.unwrap(new SQLException("while asking", told))).isSameAs(told);
    assertThat((Object) SqlErrors.unwrap(stateless)).isSameAs(stateless);
    assertThat(SqlErrors.unwrap(new UnsupportedOperationException()).getSQLState())
        .isEqualTo("0A000");
    SQLException unexpected = SqlErrors.unwrap(new IllegalStateException("secret"));
    assertThat(unexpected.getSQLState()).isEqualTo("XX000");
    assertThat(unexpected.getMessage()).doesNotContain("secret");
  }
}
