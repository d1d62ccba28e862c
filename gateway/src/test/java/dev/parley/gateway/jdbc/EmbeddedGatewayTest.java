// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.jdbc.Patience;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.avatica.remote.ProtobufTranslation;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;
import org.junit.jupiter.api.Test;

class EmbeddedGatewayTest {
  private static final ProtobufTranslation AVATICA = new ProtobufTranslationImpl();
  private static final Patience ENDLESS = Patience.of(0, 0);

  private final SmallService service = new SmallService();
  private final EmbeddedGateway gateway = new EmbeddedGateway(service);
  private final AtomicInteger left = new AtomicInteger();

  private static byte[] login() throws IOException {
    return AVATICA.serializeRequest(
        new Service.OpenConnectionRequest(
            UUID.randomUUID().toString(),
            Map.of("user", SmallService.USER, "password", SmallService.PASSWORD)));
  }

  @Test
  void aLinkThatIsClosedRefusesAndOthersDoNot() throws Exception {
    EmbeddedGateway.Link link = gateway.enter(left::incrementAndGet);
    EmbeddedGateway.Link other = gateway.enter(left::incrementAndGet);
    assertThat(AVATICA.parseResponse(link.exchange(login(), ENDLESS)))
        .isInstanceOf(Service.OpenConnectionResponse.class);

    link.close();
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> link.exchange(login(), ENDLESS));

    assertThat((Object) e).isInstanceOf(SQLNonTransientConnectionException.class);
    assertThat(e.getSQLState()).isEqualTo("08003");
    assertThat(e.getErrorCode()).isEqualTo(605);
    assertThat(e.getMessage()).isEqualTo("The connection is closed | Connect again.");
    assertThat(service.sessions).hasValue(1);
    assertThat(AVATICA.parseResponse(other.exchange(login(), ENDLESS)))
        .isInstanceOf(Service.OpenConnectionResponse.class);
  }

  @Test
  void aLinkLeavesOnce() {
    EmbeddedGateway.Link link = gateway.enter(left::incrementAndGet);

    link.close();
    link.close();

    assertThat(left).hasValue(1);
  }

  @Test
  void aLinkThatIsBrokenOffGoesOn() throws Exception {
    EmbeddedGateway.Link link = gateway.enter(left::incrementAndGet);

    link.breakOff();

    assertThat(AVATICA.parseResponse(link.exchange(login(), ENDLESS)))
        .isInstanceOf(Service.OpenConnectionResponse.class);
    assertThat(left).hasValue(0);
  }

  @Test
  void theLastToLeaveIsTold() {
    gateway.enter(left::incrementAndGet);
    gateway.enter(left::incrementAndGet);

    assertThat(gateway.leave()).isFalse();
    assertThat(gateway.leave()).isTrue();
  }

  @Test
  void closingEndsSessionsAndTheService() throws Exception {
    EmbeddedGateway.Link link = gateway.enter(left::incrementAndGet);
    link.exchange(login(), ENDLESS);
    assertThat(service.sessions).hasValue(1);

    gateway.close();

    assertThat(service.sessions).hasValue(0);
    assertThat(service.closed).isTrue();
  }
}
