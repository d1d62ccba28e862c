// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.members;

import static dev.parley.gateway.party.Parties.ANALYST_KEYS;
import static dev.parley.gateway.party.Parties.EAST;
import static dev.parley.gateway.party.Parties.NORTH;
import static dev.parley.gateway.party.Parties.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.manifest.AnalystIdentity;
import dev.parley.crypto.manifest.KeyRing;
import dev.parley.crypto.manifest.Manifest;
import dev.parley.crypto.manifest.NodeIdentity;
import dev.parley.gateway.party.Parties;
import dev.parley.keys.MemberKeys;
import dev.parley.pipe.Pipe;
import dev.parley.pipe.memory.InMemoryPipe;
import dev.parley.protocol.catalog.NodeCatalog;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.protocol.message.CatalogMessage;
import dev.parley.wire.PipeNames;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members and keys change while a gateway runs. */
class MembersChangeTest {
  private static final MemberKeys NEW_KEYS = MemberKeys.generate(2048, Parties.RANDOM);
  private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");
  private static final Instant FAR_AWAY = Instant.parse("2999-01-01T00:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(1);

  private final InMemoryPipe pipe = new InMemoryPipe();
  private Path folder;
  private Federation federation;

  @BeforeEach
  void watch(@TempDir Path temporary) throws Exception {
    folder = temporary;
    federation = Federation.watch(Parties.self(folder, Parties.manifest()), pipe);
    Parties.giveSign(pipe, Parties.heartbeat(NORTH, Instant.now(), SOON), NORTH);
    publish(NORTH, 1, 7);
  }

  @AfterEach
  void close() {
    federation.close();
  }

  @Test
  void aMemberThatLeftIsNotThereAnyMoreAndOneThatCameIs() throws Exception {
    assertThat(federation.isOnline(NORTH)).isTrue();

    adopt(Parties.manifest(2, EAST, WEST));
    assertThat(federation.isOnline(NORTH)).isFalse();
    assertThat(federation.lastSeen(NORTH)).isEqualTo("no member of the federation any more");
    assertThat(federation.catalogs()).isEmpty();
    assertThat(federation.identity(NORTH)).isEmpty();

    adopt(Parties.manifest(3, EAST, NORTH, WEST));
    assertThat(federation.isOnline(NORTH)).isTrue();
    assertThat(federation.catalogs()).hasSize(1);
  }

  @Test
  void whatANodeSignedWithKeysThatEndedIsForgotten() throws Exception {
    KeyRing ended =
        new KeyRing(
            NEW_KEYS.publicKeys(),
            List.of(new KeyRing.Former(Parties.keys(NORTH).publicKeys(), LONG_AGO)));

    adopt(
        Manifest.of(
            founding(2), List.of(new NodeIdentity(NORTH, ended)), List.of(Parties.analyst())));

    assertThat(federation.isOnline(NORTH)).isFalse();
    assertThat(federation.catalogs()).isEmpty();
    assertThat(federation.lastSeen(NORTH))
        .isEqualTo("it signs with keys that the manifest of epoch 2 does not accept");
    assertThat(federation.remedy(NORTH)).contains("keys", "founder");

    pipe.delete(Parties.NAMES.board("north"), PipeNames.heartbeat());
    federation.refresh();
    assertThat(federation.lastSeen(NORTH)).isEqualTo("never seen");
  }

  @Test
  void aNodeWhoseKeysChangeIsKnownAllTheTime() throws Exception {
    List<Integer> known = new ArrayList<>();
    AtomicReference<Federation> watched = new AtomicReference<>();
    Pipe observed =
        (Pipe)
            Proxy.newProxyInstance(
                Pipe.class.getClassLoader(),
                new Class<?>[] {Pipe.class},
                (proxy, method, arguments) -> {
                  Federation of = watched.get();
                  if (of != null) {
                    known.add(of.catalogs().size());
                  }
                  return method.invoke(pipe, arguments);
                });
    KeyRing both =
        new KeyRing(
            NEW_KEYS.publicKeys(),
            List.of(new KeyRing.Former(Parties.keys(NORTH).publicKeys(), FAR_AWAY)));
    try (Federation other = Federation.watch(Parties.self(folder, Parties.manifest()), observed)) {
      watched.set(other);
      Parties.write(
          folder,
          Manifest.of(
              founding(2), List.of(new NodeIdentity(NORTH, both)), List.of(Parties.analyst())));
      other.refresh();

      assertThat(other.manifest().epoch()).isEqualTo(2);
      assertThat(known).isNotEmpty().containsOnly(1);
    }
  }

  @Test
  void aGatewayWhoseKeysAreRevokedAsksNobody() throws Exception {
    assertThat(federation.asking().keys()).isSameAs(ANALYST_KEYS);
    AnalystIdentity renewed =
        new AnalystIdentity(Parties.ANALYST, KeyRing.of(NEW_KEYS.publicKeys()));
    adopt(Manifest.of(founding(2), Parties.manifest().nodes(), List.of(renewed)));

    ParleyException e = catchThrowableOfType(ParleyException.class, () -> federation.asking());

    assertThat(e.code()).isEqualTo(ErrorCode.NOT_GRANTED);
    assertThat(e.fact()).contains("epoch 2", "'board'");
  }

  @Test
  void anOldCatalogIsRefusedAlsoAfterARestart() throws Exception {
    publish(NORTH, 1, 9);
    federation.close();
    publishOnly(NORTH, 1, 8);

    federation = Federation.watch(Parties.self(folder, Parties.manifest()), pipe);
    assertThat(federation.catalogs()).isEmpty();

    publish(NORTH, 1, 9);
    assertThat(federation.catalogs()).extracting(NodeCatalog::sequence).containsExactly(9L);
    assertThat(Files.readString(folder.resolve("catalogs.seen"))).contains("north 1 9");
  }

  @Test
  void aCatalogOfALaterEpochIsNewerAndOneOfAnUnknownEpochIsNotRemembered() throws Exception {
    adopt(Parties.manifest(2, EAST, NORTH, WEST));
    publish(NORTH, 2, 3);
    publish(NORTH, 1, 100);
    assertThat(federation.catalogs()).extracting(NodeCatalog::sequence).containsExactly(3L);

    publish(NORTH, 1_000, 4);
    assertThat(federation.catalogs()).extracting(NodeCatalog::sequence).containsExactly(4L);
    assertThat(Files.readString(folder.resolve("catalogs.seen"))).contains("north 2 3");
  }

  private static Manifest.Founding founding(int epoch) {
    return new Manifest.Founding(
        Parties.FEDERATION, epoch, Parties.FOUNDER.signing().verifyingKey());
  }

  private void adopt(Manifest manifest) {
    Parties.write(folder, manifest);
    federation.refresh();
    assertThat(federation.manifest()).isEqualTo(manifest);
  }

  private void publish(dev.parley.protocol.NodeId node, int epoch, long sequence) throws Exception {
    publishOnly(node, epoch, sequence);
    federation.refresh();
  }

  private void publishOnly(dev.parley.protocol.NodeId node, int epoch, long sequence)
      throws Exception {
    Parties.publish(
        pipe,
        node,
        new CatalogMessage(
            Parties.FEDERATION, Parties.ANALYST, epoch, Parties.catalog(node, sequence)));
  }
}
