// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.pipe.guard.GuardSettings.GatewayParty;
import dev.parley.pipe.guard.GuardSettings.NodeParty;
import dev.parley.pipe.guard.GuardSettings.Parties;
import dev.parley.pipe.guard.GuardSettings.Store;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.tls.Listen;
import dev.parley.wire.PipeNames;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** A federation of two analysts and two owners, of whom one has granted only one analyst. */
final class Cities {
  static final PipeNames NAMES = new PipeNames("city");
  static final String BOARD_NORTH = NAMES.board("north");
  static final String BOARD_SOUTH = NAMES.board("south");
  static final String IN_HEALTH_NORTH = NAMES.in("health", "north");
  static final String IN_HEALTH_SOUTH = NAMES.in("health", "south");
  static final String IN_TAX_SOUTH = NAMES.in("tax", "south");
  static final String OUT_HEALTH_NORTH = NAMES.out("health", "north");
  static final String OUT_HEALTH_SOUTH = NAMES.out("health", "south");
  static final String OUT_TAX_SOUTH = NAMES.out("tax", "south");
  static final String MERGED_HEALTH = NAMES.merged("health");
  static final String MERGED_TAX = NAMES.merged("tax");

  private Cities() {}

  static S3Credentials credentials(String identity) {
    return new S3Credentials(identity, identity + "-secret-0123456789");
  }

  static GuardSettings settings(Store store) {
    AnalystId health = new AnalystId("health");
    AnalystId tax = new AnalystId("tax");
    return new GuardSettings(
        new FederationId("city"),
        Listen.LOOPBACK,
        store,
        Duration.ofHours(1),
        new Parties(
            List.of(
                new GatewayParty(health, credentials("health")),
                new GatewayParty(tax, credentials("tax"))),
            List.of(
                new NodeParty(new NodeId("north"), credentials("north"), List.of(health)),
                new NodeParty(new NodeId("south"), credentials("south"), List.of(health, tax))),
            credentials("actions")));
  }

  static S3Pipe pipe(URI endpoint, String identity) {
    return new S3Pipe(PipeSettings.of(endpoint, credentials(identity)));
  }
}
