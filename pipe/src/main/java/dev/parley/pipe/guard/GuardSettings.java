// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.Settings;
import dev.parley.settings.tls.Listen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a guard needs to know, as {@code pipe.yaml} tells it.
 *
 * @param federation whose pipe this is
 * @param listen where to listen, and with which certificate
 * @param store where the objects are
 * @param retention after how long what nobody deleted is swept away
 * @param parties who may do what
 */
public record GuardSettings(
    FederationId federation, Listen listen, Store store, Duration retention, Parties parties) {
  /** The retention unless settings say otherwise. */
  public static final Duration DEFAULT_RETENTION = Duration.ofHours(1);

  /** Where the objects are. */
  public sealed interface Store {}

  /** Objects are files in a folder of this machine, which is made if it is not there. */
  public record Folder(Path path) implements Store {}

  /** Objects are in another S3 server, which does what these credentials ask. */
  public record Endpoint(dev.parley.settings.tls.Endpoint server, S3Credentials credentials)
      implements Store {}

  /**
   * Everybody whom the guard knows.
   *
   * @param gateways one for each analyst
   * @param nodes one for each data owner
   * @param actions the one identity of the actions that merge
   */
  public record Parties(List<GatewayParty> gateways, List<NodeParty> nodes, S3Credentials actions) {
    public Parties {
      gateways = List.copyOf(gateways);
      nodes = List.copyOf(nodes);
    }
  }

  /** An analyst's gateway. */
  public record GatewayParty(AnalystId analyst, S3Credentials credentials) {}

  /**
   * A data owner's node.
   *
   * @param grants the analysts who may ask it, and read its board
   */
  public record NodeParty(NodeId node, S3Credentials credentials, List<AnalystId> grants) {
    public NodeParty {
      grants = List.copyOf(grants);
    }
  }

  /** All files that identities were read from: the settings file itself, and those of secrets. */
  List<Path> files(Path file) {
    Stream<S3Credentials> identities =
        Stream.of(
                parties.gateways().stream().map(GatewayParty::credentials),
                parties.nodes().stream().map(NodeParty::credentials),
                Stream.of(parties.actions()))
            .flatMap(each -> each);
    return Stream.concat(Stream.of(file), identities.flatMap(identity -> identity.file().stream()))
        .toList();
  }

  /**
   * Reads {@code pipe.yaml}.
   *
   * @throws ParleyException with {@code INVALID_SETTINGS} that names every fault
   */
  public static GuardSettings read(Path file) {
    return read(Settings.read(file));
  }

  /** Reads settings to their end, and calls {@link Settings#finish()}. */
  public static GuardSettings read(Settings root) {
    return new GuardSettingsReader(root).read();
  }
}
