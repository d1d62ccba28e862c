// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.party.Parties;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.protocol.message.HeartbeatMessage;
import dev.parley.wire.PipeNames;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FederationTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final InMemoryPipe pipe = new InMemoryPipe();
  private Federation federation;

  @BeforeEach
  void watch() {
    federation = Federation.watch(Parties.self(), pipe);
  }

  @AfterEach
  void close() {
    federation.close();
  }

  @Test
  void knowsNothingOfNodesThatHaveSaidNothing() {
    assertThat(federation.isOnline(NORTH)).isFalse();
    assertThat(federation.lastSeen(NORTH)).isEqualTo("never seen");
    assertThat(federation.catalogs()).isEmpty();
    assertThat(federation.trouble(NORTH)).isEmpty();
  }

  @Test
  void seesWhoIsAliveAndWhatEachHasPublished() throws PipeException {
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), NORTH);
    Parties.publish(pipe, WEST, Parties.message(Parties.catalog(WEST, 7)));
    federation.refresh();

    assertThat(federation.isOnline(NORTH)).isTrue();
    assertThat(federation.lastSeen(NORTH)).matches("last seen \\d+ s ago");
    assertThat(federation.isOnline(WEST)).isFalse();
    assertThat(federation.catalogs()).containsExactly(Parties.catalog(WEST, 7));
  }

  @Test
  void readsTheBoardsByItself() throws Exception {
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), NORTH);

    Instant deadline = Instant.now().plusSeconds(20);
    while (!federation.isOnline(NORTH) && Instant.now().isBefore(deadline)) {
      Thread.sleep(5);
    }
    assertThat(federation.isOnline(NORTH)).isTrue();
  }

  @Test
  void readsOnAfterAnErrorOfTheMachine() throws Exception {
    AtomicInteger failures = new AtomicInteger(-1);
    Pipe failing =
        (Pipe)
            Proxy.newProxyInstance(
                Pipe.class.getClassLoader(),
                new Class<?>[] {Pipe.class},
                (proxy, method, arguments) -> {
                  if (failures.getAndUpdate(n -> n < 0 ? n : n + 1) == 0) {
                    throw new StackOverflowError();
                  }
                  return method.invoke(pipe, arguments);
                });
    federation.close();
    federation = Federation.watch(Parties.self(), failing);
    failures.set(0);
    Instant deadline = Instant.now().plusSeconds(20);
    while (failures.get() == 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(5);
    }

    readsTheBoardsByItself();
  }

  @Test
  void doesNotBelieveAHeartbeatThatAnotherSigned() throws PipeException {
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), WEST);
    federation.refresh();

    assertThat(federation.isOnline(NORTH)).isFalse();
  }

  @Test
  void doesNotBelieveAHeartbeatOfAnotherNodeOrFederation() throws PipeException {
    HeartbeatMessage west = Parties.heartbeat(WEST, Instant.now(), SOON);
    Parties.giveSign(pipe, west, WEST);
    byte[] object =
        pipe.get(Parties.NAMES.board("west"), PipeNames.heartbeat(), 1 << 16).orElseThrow();
    pipe.replace(Parties.NAMES.board("north"), PipeNames.heartbeat(), object);
    Parties.giveSign(
        pipe,
        new HeartbeatMessage(new FederationId("wealth"), EAST, Instant.now(), SOON, "1"),
        EAST);
    federation.refresh();

    assertThat(federation.isOnline(NORTH)).isFalse();
    assertThat(federation.isOnline(EAST)).isFalse();
  }

  @Test
  void keepsTheNewestHeartbeat() throws PipeException {
    Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, now, SOON), NORTH);
    federation.refresh();
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, now.minusSeconds(9), SOON), NORTH);
    federation.refresh();

    assertThat(federation.heartbeat(NORTH).orElseThrow().at()).isEqualTo(now);
  }

  @Test
  void keepsTheCatalogOfTheHighestSequence() throws PipeException {
    publish(NORTH, Parties.message(Parties.catalog(NORTH, 7)));
    publish(NORTH, Parties.message(Parties.catalog(NORTH, 6)));

    assertThat(federation.catalogs()).extracting(NodeCatalog::sequence).containsExactly(7L);
  }

  @Test
  void doesNotBelieveACatalogOfAnotherNodeFederationOrForAnotherAnalyst() throws PipeException {
    NodeCatalog north = Parties.catalog(NORTH, 7);

    publish(NORTH, Parties.message(Parties.catalog(WEST, 7)));
    publish(NORTH, new CatalogMessage(new FederationId("wealth"), Parties.ANALYST, 1, north));
    publish(NORTH, new CatalogMessage(Parties.FEDERATION, new AnalystId("rival"), 1, north));

    assertThat(federation.catalogs()).isEmpty();
  }

  @Test
  void readsACatalogBesideAForgedHeartbeatAndNodesBesideABrokenBoard() throws PipeException {
    pipe.replace(Parties.NAMES.board("east"), PipeNames.heartbeat(), new byte[1 << 17]);
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), WEST);
    publish(NORTH, Parties.message(Parties.catalog(NORTH, 7)));

    assertThat(federation.catalogs()).hasSize(1);
    assertThat(federation.trouble(EAST)).isPresent();
    assertThat(federation.trouble(NORTH)).isEmpty();
  }

  @Test
  void notesThatThePipeIsInTroubleUntilItIsNot() throws PipeException {
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), NORTH);
    federation.refresh();

    pipe.cut("unplugged");
    federation.refresh();
    assertThat(federation.trouble(WEST).orElseThrow().kind())
        .isEqualTo(PipeException.Kind.UNREACHABLE);
    assertThat(federation.isOnline(NORTH)).isTrue();

    pipe.mend();
    federation.refresh();
    assertThat(federation.trouble(WEST)).isEmpty();
  }

  @Test
  void refusesToSpeakOfStrangers() {
    NodeId stranger = new NodeId("south");

    assertThat(federation.isOnline(stranger)).isFalse();
    assertThat(federation.lastSeen(stranger)).isEqualTo("no member of the federation any more");
    assertThat(federation.identity(stranger)).isEmpty();
  }

  private void publish(NodeId board, CatalogMessage message) throws PipeException {
    Parties.publish(pipe, board, message);
    federation.refresh();
  }
}
