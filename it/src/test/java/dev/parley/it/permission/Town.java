// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.pipe.guard.GuardSettings.GatewayParty;
import dev.parley.pipe.guard.GuardSettings.NodeParty;
import dev.parley.pipe.guard.GuardSettings.Parties;
import dev.parley.pipe.guard.GuardSettings.Store;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.tls.Listen;
import dev.parley.wire.PipeNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A federation of two analysts and two owners, of whom one has granted only one analyst. */
final class Town {
  /** Whom the pipe knows. */
  static final List<String> PARTIES = List.of("health", "tax", "north", "south", "actions");

  /** Everybody who tries. */
  static final List<String> IDENTITIES =
      List.of("health", "tax", "north", "south", "actions", "stranger", "impostor", "nobody");

  /** A bucket of the same store that has nothing to do with the federation. */
  static final String ELSEWHERE = "village-0000000000000000-in";

  private static final FederationId NAME = new FederationId("town");

  private Town() {}

  /** Every bucket, by what people call it. */
  static Map<String, String> places() {
    PipeNames names = new PipeNames(NAME.value());
    Map<String, String> places = new LinkedHashMap<>();
    places.put("in health north", names.in("health", "north"));
    places.put("in health south", names.in("health", "south"));
    places.put("in tax south", names.in("tax", "south"));
    places.put("out health north", names.out("health", "north"));
    places.put("out health south", names.out("health", "south"));
    places.put("out tax south", names.out("tax", "south"));
    places.put("merged health", names.merged("health"));
    places.put("merged tax", names.merged("tax"));
    places.put("board north", names.board("north"));
    places.put("board south", names.board("south"));
    places.put("elsewhere", ELSEWHERE);
    return places;
  }

  static GuardSettings settings(Store store) {
    AnalystId health = new AnalystId("health");
    AnalystId tax = new AnalystId("tax");
    return new GuardSettings(
        NAME,
        Listen.LOOPBACK,
        store,
        Duration.ofHours(1),
        new Parties(
            List.of(
                new GatewayParty(health, secret("health")), new GatewayParty(tax, secret("tax"))),
            List.of(
                new NodeParty(new NodeId("north"), secret("north"), List.of(health)),
                new NodeParty(new NodeId("south"), secret("south"), List.of(health, tax))),
            secret("actions")));
  }

  static S3Credentials secret(String identity) {
    return new S3Credentials(identity, identity + "-secret-0123456789");
  }

  /** By what an identity signs; the impostor knows north's name, and nobody signs nothing. */
  static AwsCredentialsProvider credentials(String identity) {
    if (identity.equals("nobody")) {
      return AnonymousCredentialsProvider.create();
    }
    S3Credentials own = secret(identity);
    String name = identity.equals("impostor") ? "north" : own.accessKey();
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(name, own.secret()));
  }
}
