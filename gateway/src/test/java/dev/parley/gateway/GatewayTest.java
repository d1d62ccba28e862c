// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.gateway.config.GatewaySettings;
import dev.parley.gateway.party.GatewayFolder;
import dev.parley.gateway.party.Parties;
import dev.parley.keys.MemberKeys;
import dev.parley.members.ManifestFile;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {
  private Path folder;
  private GatewayFolder files;

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    files = GatewayFolder.in(temporary);
  }

  @Test
  void startsWithoutAPipeAndEnds() throws IOException {
    GatewaySettings settings = read("listen: {port: 0}\n");

    try (Gateway gateway = Gateway.start(settings)) {
      assertThat(gateway.url()).matches("jdbc:parley://127\\.0\\.0\\.1:\\d+");
    }
    assertThat(endsWatching()).isTrue();
  }

  @Test
  void saysThatAPortIsInUseAndLeavesNothingBehind() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ParleyException e = failure("listen: {port: %d}\n".formatted(taken.getLocalPort()));

      assertThat(e.code()).isEqualTo(ErrorCode.CANNOT_START);
    }
    assertThat(endsWatching()).isTrue();
  }

  @Test
  void needsTheManifest() throws IOException {
    Files.delete(folder.resolve("city.manifest"));

    assertThat(failure("").fact()).contains("The manifest").endsWith("cannot be read");
  }

  @Test
  void refusesAManifestThatIsNotAuthentic() throws IOException {
    byte[] manifest = Files.readAllBytes(folder.resolve("city.manifest"));
    for (int length : new int[] {0, 5, manifest.length / 2, manifest.length - 1}) {
      Files.write(folder.resolve("city.manifest"), java.util.Arrays.copyOf(manifest, length));
      assertThat(failure("").fact()).contains("it is not authentic");
    }
    manifest[manifest.length / 2] ^= 1;
    Files.write(folder.resolve("city.manifest"), manifest);
    assertThat(failure("").fact()).contains("it is not authentic");
  }

  @Test
  void refusesTheManifestOfAnotherFederation() throws IOException {
    Manifest known = Parties.manifest();
    found(
        Manifest.of(
            new Manifest.Founding(new FederationId("wealth"), 1, known.founder()),
            known.nodes(),
            known.analysts()),
        Parties.FOUNDER);

    assertThat(failure("").fact()).endsWith("it is of federation 'wealth'");
  }

  @Test
  void refusesTheManifestOfAnotherFounderThanThePinnedOne() throws IOException {
    MemberKeys other = MemberKeys.generate(2048, Parties.RANDOM);
    String pin = "founder: \"%s\"\n".formatted(Parties.FOUNDER.signing().verifyingKey().hex());
    Manifest known = Parties.manifest();
    found(
        Manifest.of(
            new Manifest.Founding(known.federation(), 1, other.signing().verifyingKey()),
            known.nodes(),
            known.analysts()),
        other);

    assertThat(failure(pin).fact())
        .endsWith("it is signed by another founder than the one that is pinned");
  }

  @Test
  void refusesAManifestThatNamesTheAnalystWithOtherKeysOrNotAtAll() throws IOException {
    Manifest known = Parties.manifest();
    found(
        Manifest.of(
            new Manifest.Founding(known.federation(), 1, known.founder()),
            known.nodes(),
            List.of()),
        Parties.FOUNDER);

    assertThat(failure("").fact())
        .endsWith("the manifest does not name analyst 'board' with these keys");
  }

  /** A thread is gone only a moment after its executor has ended. */
  private static boolean endsWatching() {
    Instant deadline = Instant.now().plusSeconds(20);
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("parley-members"))) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private void found(Manifest manifest, MemberKeys founder) throws IOException {
    Files.write(folder.resolve("city.manifest"), ManifestFile.signed(founder, manifest));
  }

  private GatewaySettings read(String more) throws IOException {
    return GatewaySettings.read(files.settings(GatewayFolder.LEAST + more));
  }

  private ParleyException failure(String more) throws IOException {
    GatewaySettings settings = read(more);
    ParleyException e =
        catchThrowableOfType(ParleyException.class, () -> Gateway.start(settings).close());
    assertThat(e).isNotNull();
    return e;
  }
}
