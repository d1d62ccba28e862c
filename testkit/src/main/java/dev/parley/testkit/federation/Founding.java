// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.keys.MemberKeys;
import dev.parley.members.KeyFiles;
import dev.parley.members.ManifestFile;
import dev.parley.members.ManifestPlan;
import dev.parley.protocol.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The founding of a federation as {@code keygen} and {@code manifest} do it: every party makes its
 * keys in a folder of its own, and the founder signs who they are.
 */
public final class Founding {
  private static final String MANIFEST = "federation.manifest";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path config;

  private Founding(Path config) {
    this.config = config;
  }

  /** Makes keys for all parties, and the manifest of epoch 1. */
  static Founding of(LocalFederationSettings settings, int modulusBits) {
    Founding founding = new Founding(settings.state().config());
    List<NodeId> nodes = settings.owners().stream().map(LocalOwner::node).toList();
    founding.makeKeys("gateway", "own", modulusBits);
    UnusedModuli moduli = UnusedModuli.ofJvm(modulusBits);
    List<String> others =
        Stream.concat(Stream.of("founder"), nodes.stream().map(node -> "node-" + node)).toList();
    IntStream.range(0, others.size())
        .parallel()
        .forEach(
            i -> {
              MemberKeys keys = MemberKeys.generate(moduli.get(i), RANDOM);
              founding.writeKeys(others.get(i), "own", keys);
            });
    founding.delete("founder", MANIFEST);
    founding.issue(manifestYaml(settings, nodes));
    return founding;
  }

  /** Returns the founding of a federation that was founded by now. */
  public static Founding in(StateFolder state) {
    return new Founding(state.config());
  }

  private static String manifestYaml(LocalFederationSettings settings, List<NodeId> nodes) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("federation: ").append(settings.federation()).append('\n');
    yaml.append("epoch: 1\nfounder: own.keys\nnodes:\n");
    nodes.forEach(node -> yaml.append("  \"%s\": [../node-%s/own.public]\n".formatted(node, node)));
    yaml.append("analysts:\n  ").append(LocalFederationSettings.ANALYST);
    yaml.append(": [../gateway/own.public]\n");
    return yaml.toString();
  }

  /** Makes keys of that name for the party of that folder; over those that an earlier run left. */
  public void makeKeys(String folder, String name, int modulusBits) {
    writeKeys(folder, name, MemberKeys.generate(modulusBits, RANDOM));
  }

  private void writeKeys(String folder, String name, MemberKeys keys) {
    delete(folder, name + ".keys");
    delete(folder, name + ".public");
    KeyFiles.write(config.resolve(folder), name, keys);
  }

  /** Has the founder sign a manifest, and keep it. */
  public Manifest issue(String yaml) {
    Path file = PartFiles.in(config, "founder").write("manifest.yaml", yaml);
    return ManifestFile.issue(ManifestPlan.read(file), config.resolve("founder").resolve(MANIFEST));
  }

  /** Hands the current manifest to the party of that folder. */
  public void handTo(String folder) {
    try {
      Path manifest = config.resolve("founder").resolve(MANIFEST);
      PartFiles.in(config, folder).write(MANIFEST, Files.readAllBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hand out the manifest", e);
    }
  }

  /** The founder's public key, for everyone to pin. */
  String founder() {
    return ManifestFile.read(config.resolve("founder").resolve(MANIFEST)).founder().hex();
  }

  private void delete(String folder, String name) {
    try {
      Files.deleteIfExists(config.resolve(folder).resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot replace " + name, e);
    }
  }
}
