// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.actionhost.deploy.ActionSpec;
import dev.parley.actionhost.deploy.Deployment;
import dev.parley.protocol.FederationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** What the cloud operator does once: puts the merge action there, and binds its credential. */
final class MergeDeployment {
  private static final String JAR = "/dev/parley/testkit/federation/merge-action.jar";

  private MergeDeployment() {}

  static void deploy(String actions, String pipe, FederationId federation, SettingsFiles files) {
    Deployment deployment =
        new Deployment(URI.create(actions), NamespaceKey.of(files.namespaceKey()));
    deployment.putPackage(
        "parley",
        Map.of(
            "endpoint",
            pipe,
            "region",
            "us-east-1",
            "accessKey",
            SettingsFiles.ACTIONS_KEY,
            "secretKey",
            files.actionsSecret(),
            "federation",
            federation.value()));
    Path jar = unpack();
    try {
      deployment.putWebAction(ActionSpec.merge(jar), files.webSecret());
    } finally {
      delete(jar);
    }
  }

  private static Path unpack() {
    try (InputStream in = MergeDeployment.class.getResourceAsStream(JAR)) {
      if (in == null) {
        throw new IllegalStateException("The merge action is not on the class path");
      }
      Path jar = Files.createTempFile("parley-merge", ".jar");
      Files.copy(in, jar, StandardCopyOption.REPLACE_EXISTING);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack the merge action", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete a temporary file", e);
    }
  }
}
