// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionRegistryTest {
  private static final String ID = UUID.randomUUID().toString();

  private static final int MOST_OF_CONNECTION = GatewayLimits.defaults().statements();
  private static final int MOST_STATEMENTS = GatewayLimits.defaults().perUser().statements();

  private final SmallService service = new SmallService();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ConnectionRegistry registry =
      new ConnectionRegistry(GatewayLimits.defaults().withConnections(2), now::get);

  private UserSession login() {
    return service.login(SmallService.USER, SmallService.PASSWORD, Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef 0123456789abcdef0123",
        "0123456789abcdef_0123456789abcdef0123",
        "0123456789abcdef\u06600123456789abcdef0123",
        "0123456789abcdef\u00e90123456789abcdef0123",
        "0123456789abcdef0123456789abcdef\n",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
        "../../../../../../../../../../../../etc"
      })
  void idsThatCanBeGuessedAreRefused(String id) {
    refused(ErrorCode.CANNOT_CONNECT, () -> registry.open(id, "ana", this::login));

    assertThat(service.sessions).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcdef",
        "GHIJKLMNOPQRSTUVWXYZ-ghijklmnopqrstuvwxyz",
        "0123456789abcdef0123456789abcdef0123456789ABCDEF0123456789ABCDEF"
      })
  void idsThatCannotBeGuessedAreTaken(String id) {
    registry.open(id, "ana", this::login);

    assertThat(registry.<Integer>with(id, OpenConnection::newId)).isEqualTo(1);
  }

  @Test
  void aTakenIdIsRefusedAndItsConnectionLives() {
    registry.open(ID, "ana", this::login);

    refused(ErrorCode.CANNOT_CONNECT, () -> registry.open(ID, "ana", this::login));

    assertThat(registry.<Integer>with(ID, OpenConnection::newId)).isEqualTo(1);
    assertThat(service.sessions).hasValue(1);
  }

  @Test
  void anUnknownIdIsALostConnection() {
    refused(ErrorCode.CONNECTION_LOST, () -> registry.with(ID, OpenConnection::newId));
  }

  @Test
  void aFailedLoginTakesNoPlace() {
    for (int i = 0; i < 5; i++) {
      refused(
          ErrorCode.WRONG_PASSWORD,
          () -> registry.open(ID, "ana", () -> service.login("ana", "wrong", Map.of())));
    }

    registry.open(ID, "ana", this::login);
    registry.open(UUID.randomUUID().toString(), "ana", this::login);
    refused(
        ErrorCode.TOO_MANY, () -> registry.open(UUID.randomUUID().toString(), "ana", this::login));
  }

  @Test
  void anExpiredIdIsLostEvenBeforeTheSweep() {
    registry.open(ID, "ana", this::login);
    pass(GatewayLimits.defaults().connectionIdle().plusMillis(1));

    refused(ErrorCode.CONNECTION_LOST, () -> registry.with(ID, OpenConnection::newId));

    assertThat(service.sessions).hasValue(0);
  }

  @Test
  void aConnectionInUseNeverExpires() {
    registry.open(ID, "ana", this::login);

    registry.with(
        ID,
        connection -> {
          pass(GatewayLimits.defaults().connectionIdle().multipliedBy(3));
          registry.closeIdle();
          assertThat(service.sessions).hasValue(1);
          return connection;
        });

    assertThat(registry.<Integer>with(ID, OpenConnection::newId)).isEqualTo(1);
  }

  @Test
  void aSessionEndsWithTheLastRequestOfItsClosedConnection() {
    registry.open(ID, "ana", this::login);

    registry.with(
        ID,
        connection -> {
          registry.close(ID);
          assertThat(service.sessions).hasValue(1);
          return connection;
        });

    assertThat(service.sessions).hasValue(0);
  }

  @Test
  void statementsOfAConnectionAreLimited() {
    registry.open(ID, "ana", this::login);
    registry.with(
        ID,
        connection -> {
          for (int i = 0; i < GatewayLimits.defaults().statements(); i++) {
            connection.newStatement();
          }
          refused(ErrorCode.LIMIT_REACHED, connection::newStatement);
          return connection;
        });
  }

  @Test
  void idleStatementsGiveBackTheirPlacesEvenBeforeTheSweep() {
    registry.open(ID, "ana", this::login);
    for (int round = 0; round < 2 * MOST_STATEMENTS / MOST_OF_CONNECTION; round++) {
      registry.with(
          ID,
          connection -> {
            for (int i = 0; i < MOST_OF_CONNECTION; i++) {
              connection.newStatement();
            }
            refused(ErrorCode.LIMIT_REACHED, connection::newStatement);
            return connection;
          });
      pass(GatewayLimits.defaults().statementIdle().plusMillis(1));
    }
  }

  @Test
  void theSweepGivesBackThePlacesOfIdleStatementsToTheUsersOtherConnections() {
    ConnectionRegistry narrow = ofEachUser(2, 1);
    String other = UUID.randomUUID().toString();
    narrow.open(ID, "ana", this::login);
    narrow.open(other, "ana", this::login);
    narrow.with(ID, OpenConnection::newStatement);
    pass(GatewayLimits.defaults().statementIdle().plusMillis(1));
    refused(ErrorCode.LIMIT_REACHED, () -> narrow.with(other, OpenConnection::newStatement));

    narrow.closeIdle();

    narrow.with(other, OpenConnection::newStatement);
  }

  private ConnectionRegistry ofEachUser(int connections, int statements) {
    GatewayLimits.PerUser most = new GatewayLimits.PerUser(connections, statements, 1);
    return new ConnectionRegistry(GatewayLimits.defaults().withPerUser(most), now::get);
  }

  @Test
  void expiredConnectionsGiveBackTheirPlacesAndThoseOfTheirStatements() {
    for (int i = 0; i < 2 * GatewayLimits.defaults().perUser().connections(); i++) {
      String id = UUID.randomUUID().toString();
      registry.open(id, "ana", this::login);
      registry.with(
          id,
          connection -> {
            for (int j = 0; j < MOST_OF_CONNECTION; j++) {
              connection.newStatement();
            }
            return connection;
          });
      pass(GatewayLimits.defaults().connectionIdle().plusMillis(1));
      registry.closeIdle();
      assertThat(service.sessions).hasValue(0);
    }
  }

  @Test
  void statementsAndConnectionsThatAreNotIdleForLongEnoughStay() {
    registry.open(ID, "ana", this::login);
    int id = registry.with(ID, connection -> connection.newStatement().id());
    pass(GatewayLimits.defaults().statementIdle());
    registry.closeIdle();

    assertThat(registry.<Integer>with(ID, connection -> connection.statement(id).id()))
        .isEqualTo(id);
    pass(GatewayLimits.defaults().connectionIdle());
    registry.closeIdle();

    assertThat(service.sessions).hasValue(1);
  }

  @Test
  void closingGivesBackEverythingAndLetsNobodyIn() {
    registry.open(ID, "ana", this::login);
    registry.close(ID);
    registry.close(ID);
    registry.open(ID, "ana", this::login);
    registry.open(UUID.randomUUID().toString(), "ana", this::login);
    refused(
        ErrorCode.TOO_MANY, () -> registry.open(UUID.randomUUID().toString(), "ana", this::login));

    registry.close();

    assertThat(service.sessions).hasValue(0);
    refused(ErrorCode.TOO_MANY, () -> registry.open(ID, "ana", this::login));
  }

  @Test
  void whoHasAllConnectionsOfAUserEndsTheSessionThatWasOneTooMuch() {
    ConnectionRegistry narrow = ofEachUser(1, 1);
    narrow.open(ID, "ana", this::login);
    String other = UUID.randomUUID().toString();

    refused(ErrorCode.TOO_MANY, () -> narrow.open(other, "ana", this::login));
    assertThat(service.sessions).hasValue(1);
    narrow.close(ID);
    narrow.open(other, "ana", this::login);

    assertThat(service.sessions).hasValue(1);
  }

  @Test
  void aUserGetsBackThePlacesOfClosedConnections() {
    for (int i = 0; i < 2 * GatewayLimits.defaults().perUser().connections(); i++) {
      String id = UUID.randomUUID().toString();
      registry.open(id, "ana", this::login);
      registry.close(id);
    }

    assertThat(service.sessions).hasValue(0);
  }

  @Test
  void whoIsAdmittedNoMoreLosesTheConnection() {
    registry.open(ID, "ana", this::login);
    service.close();

    refused(ErrorCode.NOT_GRANTED, () -> registry.with(ID, OpenConnection::newId));
    refused(ErrorCode.CONNECTION_LOST, () -> registry.with(ID, OpenConnection::newId));
    assertThat(service.sessions).hasValue(0);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private static void refused(ErrorCode code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(ParleyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
