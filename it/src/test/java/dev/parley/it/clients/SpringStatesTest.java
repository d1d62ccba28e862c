// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.parley.protocol.error.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.avatica.AvaticaSeverity;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service.ErrorResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/** What Spring makes of each error that a gateway may tell. */
class SpringStatesTest {

  /** The exception of Spring's for each error. */
  private static String expected(ErrorCode code) {
    return switch (code) {
      case SYNTAX_ERROR,
          UNKNOWN_TABLE,
          UNKNOWN_COLUMN,
          USE_FORBIDDEN,
          TYPE_MISMATCH,
          GROUPING_ERROR,
          UNKNOWN_FUNCTION,
          AMBIGUOUS_COLUMN,
          UNDETERMINED_TYPE,
          UNKNOWN_OPTION,
          MORE_THAN_ONE_ROW ->
          "BadSqlGrammarException";
      case NOT_SUPPORTED -> "InvalidDataAccessApiUsageException";
      case WRONG_PARAMETERS,
          OUT_OF_RANGE,
          DIVISION_BY_ZERO,
          INVALID_TEXT,
          DATA_ERROR,
          INVALID_DATA ->
          "DataIntegrityViolationException";
      case CANNOT_START, CANNOT_CONNECT, CONNECTION_LOST, TOO_MANY, LIMIT_REACHED ->
          "DataAccessResourceFailureException";
      case CANCELLED, TIMED_OUT -> "QueryTimeoutException";
      case WRONG_PASSWORD, NOT_GRANTED -> "PermissionDeniedDataAccessException";
      case READ_ONLY,
          NODE_MISSING,
          NODE_FAILED,
          PEER_REFUSED,
          TOO_FEW_OWNERS,
          TOO_FEW_ROWS,
          QUESTIONS_USED_UP,
          ANSWER_FORGED,
          ACTION_FAILED,
          PIPE_FAILED,
          PLAINTEXT_WOULD_LEAVE,
          INVALID_SETTINGS,
          STATEMENT_LOST,
          INTERNAL ->
          "UncategorizedSQLException";
    };
  }

  /** Has a gateway that knows only this error tell it to the driver. */
  private static SQLException told(ErrorCode code) throws IOException {
    byte[] error =
        new ProtobufTranslationImpl()
            .serializeResponse(
                new ErrorResponse(
                    List.of(),
                    "A fact | A hint.",
                    code.number(),
                    code.sqlState(),
                    AvaticaSeverity.ERROR,
                    null));
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/octet-stream");
          exchange.sendResponseHeaders(500, error.length);
          exchange.getResponseBody().write(error);
          exchange.close();
        });
    gateway.start();
    try {
      String url = "jdbc:parley://127.0.0.1:" + gateway.getAddress().getPort() + "/";
      return catchThrowableOfType(
          SQLException.class, () -> DriverManager.getConnection(url, "ana", "secret"));
    } finally {
      gateway.stop(0);
    }
  }

  /** As JdbcTemplate does. */
  private static DataAccessException translated(SQLException e) {
    DataAccessException known = new SQLExceptionSubclassTranslator().translate("ask", "?", e);
    return known == null ? new UncategorizedSQLException("ask", "?", e) : known;
  }

  @ParameterizedTest
  @EnumSource
  void eachErrorHasItsException(ErrorCode code) throws IOException {
    DataAccessException translated = translated(told(code));

    assertThat(translated.getClass().getSimpleName()).isEqualTo(expected(code));
    assertThat(translated.getCause())
        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode()).isNotZero());
  }

  @Test
  void theDocumentationTellsThem() throws IOException {
    String manual = Files.readString(Path.of("../docs/clients.md"));

    for (ErrorCode code : ErrorCode.values()) {
      assertThat(manual).contains(expected(code));
    }
  }
}
