// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.InstantSource;
import java.util.Map;
import org.apache.calcite.avatica.Meta.Frame;
import org.apache.calcite.avatica.QueryState;
import org.apache.calcite.avatica.remote.Service.CreateStatementRequest;
import org.apache.calcite.avatica.remote.Service.FetchRequest;
import org.apache.calcite.avatica.remote.Service.OpenConnectionRequest;
import org.apache.calcite.avatica.remote.Service.PrepareAndExecuteRequest;
import org.apache.calcite.avatica.remote.Service.SyncResultsRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that our driver never makes. */
class GatewayRpcTest {
  private static final String CONNECTION = "0123456789abcdef0123456789abcdef";

  private final GatewayLimits limits = GatewayLimits.defaults();
  private final SmallService service = new SmallService();
  private final GatewayRpc gateway =
      new GatewayRpc(service, limits, new ConnectionRegistry(limits, InstantSource.system()));

  private void login(String user, String password) {
    gateway.apply(
        new OpenConnectionRequest(CONNECTION, Map.of("user", user, "password", password)));
  }

  /** Runs a query of ten rows of which the first two have come; returns its statement. */
  private int run() {
    login(SmallService.USER, SmallService.PASSWORD);
    int statement = gateway.apply(new CreateStatementRequest(CONNECTION)).statementId;
    Frame first =
        gateway
            .apply(new PrepareAndExecuteRequest(CONNECTION, statement, "rows 10", -1, 2))
            .results
            .get(0)
            .firstFrame;
    assertThat(first.rows).hasSize(2);
    return statement;
  }

  private Frame fetch(int statement, long offset) {
    return gateway.apply(new FetchRequest(CONNECTION, statement, offset, 3)).frame;
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 3, 10, 11})
  void rowsWhereTheStatementDoesNotStandAreRefusedAndTheNextAreThere(long offset) {
    int statement = run();

    refused(ErrorCode.NOT_SUPPORTED, () -> fetch(statement, offset));

    Frame next = fetch(statement, 2);
    assertThat(next.offset).isEqualTo(2);
    assertThat(next.rows).hasSize(3);
    refused(ErrorCode.NOT_SUPPORTED, () -> fetch(statement, 2));
  }

  @Test
  void rowsOfAnotherStatementAreRefused() {
    int statement = run();

    refused(ErrorCode.STATEMENT_LOST, () -> fetch(statement + 1, 2));
  }

  @Test
  void aResultIsNotOpenedAgain() {
    int statement = run();

    refused(ErrorCode.STATEMENT_LOST, () -> sync(statement, 0));
    refused(ErrorCode.STATEMENT_LOST, () -> sync(statement, 2));
    assertThat(sync(statement, -1)).as("a cancel of nothing").isFalse();
    assertThat(fetch(statement, 2).rows).hasSize(3);
  }

  private boolean sync(int statement, long offset) {
    QueryState state = new QueryState("rows 10");
    return gateway.apply(new SyncResultsRequest(CONNECTION, statement, state, offset)).moreResults;
  }

  @Test
  void namesAndPasswordsThatAreTooLongReachNobody() {
    String most = "x".repeat(1_024);

    missing(() -> login(most + "x", SmallService.PASSWORD));
    missing(() -> login(SmallService.USER, most + "x"));
    missing(() -> login("", SmallService.PASSWORD));
    missing(() -> login(SmallService.USER, ""));
    assertThatThrownBy(() -> login(most, most)).hasMessageContaining("Wrong user or password");
  }

  private static void missing(ThrowingCallable login) {
    assertThatThrownBy(login)
        .isInstanceOfSatisfying(
            ParleyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.WRONG_PASSWORD);
              assertThat(e.fact()).isEqualTo("User or password is missing, or too long");
            });
  }
}
