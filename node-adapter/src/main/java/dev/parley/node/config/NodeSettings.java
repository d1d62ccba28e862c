// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.pipe.PipeSettings;
import dev.parley.protocol.FederationId;
import dev.parley.protocol.NodeId;
import dev.parley.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code node.yaml} says.
 *
 * @param keys file of the node's private keys
 * @param formerKeys files of keys that these have taken the place of; unmodifiable
 * @param manifest file of the federation's members and public keys
 * @param founder the signing key of the federation's founder, if it is pinned
 * @param policy file of what the owner allows
 * @param state folder where the node keeps what must outlive it
 * @param audit file of the owner's log of questions
 */
public record NodeSettings(
    NodeId node,
    FederationId federation,
    DatabaseSettings database,
    PipeSettings pipe,
    Path keys,
    List<Path> formerKeys,
    Path manifest,
    Optional<String> founder,
    Path policy,
    Path state,
    Path audit,
    Limits limits,
    Polling polling) {

  /**
   * Reads {@code node.yaml}.
   *
   * @throws dev.parley.protocol.error.ParleyException that names every fault
   */
  public static NodeSettings read(Path file) {
    return of(Settings.read(file));
  }

  static NodeSettings of(Settings settings) {
    var node = settings.required("node", NodeId::new);
    var federation = settings.required("federation", FederationId::new);
    var database = DatabaseSettings.read(settings.section("database"));
    var pipe = PipeSettings.read(settings.section("pipe"));
    var keys = settings.path("keys");
    var formerKeys = settings.list("formerKeys", settings::resolve);
    var manifest = settings.path("manifest");
    var founder = settings.optional("founder", String::strip);
    var policy = settings.path("policy");
    var state = settings.optional("state", settings::resolve, settings.resolve("state"));
    var audit = settings.optional("audit", settings::resolve);
    var limits = Limits.read(settings.section("limits"));
    var polling = Polling.read(settings.section("polling"));
    settings.finish();
    return new NodeSettings(
        node.get(),
        federation.get(),
        database.get(),
        pipe.get(),
        keys.get(),
        formerKeys.get(),
        manifest.get(),
        founder.get(),
        policy.get(),
        state.get(),
        audit.get().orElse(state.get().resolve("audit.log")),
        limits.get(),
        polling.get());
  }
}
