// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.crypto.password.PasswordHash;
import dev.parley.pipe.guard.GuardSettings;
import dev.parley.protocol.NodeId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;

/** Writes the settings file of every party, as the party itself would. */
public final class SettingsFiles {
  /** The access key by which the merge action uses the pipe. */
  public static final String ACTIONS_KEY = "actions";

  private final LocalFederationSettings settings;
  private final Founding founding;
  private final NetworkFiles network;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> pipeSecrets = new TreeMap<>();
  private final String webSecret;
  private final String namespaceKey;

  SettingsFiles(LocalFederationSettings settings, Founding founding) {
    this.settings = settings;
    this.founding = founding;
    this.network = new NetworkFiles(settings.network());
    this.webSecret = PartFiles.draw(random);
    this.namespaceKey = java.util.UUID.randomUUID() + ":" + PartFiles.draw(random);
    pipeSecrets.put(gatewayKey(), PartFiles.draw(random));
    pipeSecrets.put(ACTIONS_KEY, PartFiles.draw(random));
    settings
        .owners()
        .forEach(owner -> pipeSecrets.put(nodeKey(owner.node()), PartFiles.draw(random)));
  }

  Path pipe() {
    PartFiles files = PartFiles.in(settings.state().config(), "pipe");
    pipeSecrets.forEach((name, secret) -> files.secret(name + ".secret", secret));
    StringBuilder yaml = new StringBuilder();
    yaml.append("federation: ").append(settings.federation()).append('\n');
    yaml.append("listen: {host: 127.0.0.1, port: 0}\n").append(network.server(files));
    yaml.append("store: ").append(store(files)).append('\n');
    yaml.append("retention: ").append(settings.cloud().retention().toMillis()).append("ms\n");
    String analyst = LocalFederationSettings.ANALYST.value();
    yaml.append("gateways:\n  ").append(analyst).append(": {accessKey: ").append(gatewayKey());
    yaml.append(", secretFile: ").append(gatewayKey()).append(".secret}\nnodes:\n");
    for (LocalOwner owner : settings.owners()) {
      String key = nodeKey(owner.node());
      yaml.append(
          "  \"%s\": {accessKey: %s, secretFile: %s.secret, grants: [%s]}\n"
              .formatted(owner.node(), key, key, analyst));
    }
    yaml.append("actions: {accessKey: actions, secretFile: actions.secret}\n");
    return files.write("pipe.yaml", yaml.toString());
  }

  private String store(PartFiles files) {
    if (settings.cloud().store() instanceof GuardSettings.Endpoint behind) {
      files.secret("store.secret", behind.credentials().secret());
      return "{endpoint: \"%s\", accessKey: \"%s\", secretFile: store.secret}"
          .formatted(behind.server().uri(), behind.credentials().accessKey());
    }
    GuardSettings.Folder folder = (GuardSettings.Folder) settings.cloud().store();
    return "{folder: %s}".formatted(quoted(folder.path()));
  }

  Path actions() {
    PartFiles files = PartFiles.in(settings.state().config(), "actions");
    files.secret("namespace.auth", namespaceKey);
    return files.write(
        "actions.yaml",
        """
        listen: {host: 127.0.0.1, port: 0}
        namespace: guest
        authFile: namespace.auth
        state: %s
        limits: {perMinute: 100000, concurrent: 8}
        """
                .formatted(quoted(settings.state().root()))
            + network.server(files));
  }

  Path deploy(String pipe, String actions) {
    PartFiles files = PartFiles.in(settings.state().config(), "operator");
    files.secret("namespace.auth", namespaceKey);
    files.secret("actions.secret", pipeSecret(ACTIONS_KEY));
    files.secret("web-action.secret", webSecret);
    return files.write(
        "deploy.yaml",
        """
        federation: %s
        openwhisk: {endpoint: "%s", authFile: namespace.auth%s}
        pipe: {endpoint: "%s", accessKey: %s, secretFile: actions.secret%s}
        secretFile: web-action.secret
        """
            .formatted(
                settings.federation(),
                actions,
                network.client(files),
                pipe,
                ACTIONS_KEY,
                network.client(files)));
  }

  Path gateway(String pipe, String actions) {
    PartFiles files = PartFiles.in(settings.state().config(), "gateway");
    founding.handTo("gateway");
    files.secret("pipe.secret", pipeSecret(gatewayKey()));
    files.secret("web-action.secret", webSecret);
    files.secret("user.hash", PasswordHash.of(settings.password(), new SecureRandom()).text());
    return files.write(
        "gateway.yaml",
        """
        analyst: %s
        federation: %s
        listen: {host: 127.0.0.1, port: %d}
        pipe: {endpoint: "%s", accessKey: %s, secretFile: pipe.secret%s}
        actions: {endpoint: "%s", namespace: guest, secretFile: web-action.secret%s}
        keys: own.keys
        manifest: federation.manifest
        founder: "%s"
        users: {%s: {passwordFile: user.hash}}
        timeout: %dms
        """
                .formatted(
                    LocalFederationSettings.ANALYST,
                    settings.federation(),
                    settings.gatewayPort(),
                    pipe,
                    gatewayKey(),
                    network.client(files),
                    actions,
                    network.client(files),
                    founding.founder(),
                    LocalFederationSettings.USER,
                    settings.timeout().toMillis())
            + network.server(files));
  }

  Path node(LocalOwner owner, String pipe) {
    PartFiles files = PartFiles.in(settings.state().config(), "node-" + owner.node());
    founding.handTo("node-" + owner.node());
    files.secret("pipe.secret", pipeSecret(nodeKey(owner.node())));
    files.write("policy.yaml", owner.policy());
    String login = "";
    if (!owner.user().isEmpty()) {
      files.secret("database.password", owner.password());
      login = ", user: \"%s\", passwordFile: database.password".formatted(owner.user());
    }
    Path audit = settings.state().audit().resolve(owner.node() + ".log");
    return files.write(
        "node.yaml",
        """
        node: "%s"
        federation: %s
        database: {url: %s%s}
        pipe: {endpoint: "%s", accessKey: %s, secretFile: pipe.secret%s}
        keys: own.keys
        manifest: federation.manifest
        founder: "%s"
        policy: policy.yaml
        state: %s
        audit: %s
        polling: %s
        """
            .formatted(
                owner.node(),
                settings.federation(),
                quoted(owner.jdbcUrl()),
                login,
                pipe,
                nodeKey(owner.node()),
                network.client(files),
                founding.founder(),
                quoted(settings.state().nodes().resolve(owner.node().value())),
                quoted(audit),
                polling()));
  }

  /** To look into a folder costs next to nothing, and to ask a server on this machine a lot. */
  private String polling() {
    return settings.cloud().store() instanceof GuardSettings.Folder
        ? "{busy: 10ms, idle: 150ms}"
        : "{busy: 80ms, idle: 400ms}";
  }

  /** How the cloud operator and the users reach the parts. */
  NetworkFiles network() {
    return network;
  }

  /** Where users keep whom they trust. */
  PartFiles users() {
    return PartFiles.in(settings.state().config(), "users");
  }

  private String pipeSecret(String accessKey) {
    return pipeSecrets.getOrDefault(accessKey, "");
  }

  private static String gatewayKey() {
    return "gateway-" + LocalFederationSettings.ANALYST;
  }

  private static String nodeKey(NodeId node) {
    return "node-" + node;
  }

  private static String quoted(Object value) {
    return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
