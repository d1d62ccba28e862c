// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.TestJar;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A client that somebody else wrote: npm's {@code openwhisk}, as package-lock.json pins it. */
@EnabledIfSystemProperty(
    named = "parley.npm",
    matches = "true",
    disabledReason = "It fetches packages: run it with -Dparley.npm=true")
class NpmClientTest {
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";
  private static final Pattern NO_NETWORK =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED");
  private static final int MINUTES = 3;

  private final Path folder;

  NpmClientTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Ended(int status, String output) {}

  @Test
  void theClientOfNpmFindsAnOpenWhisk() throws Exception {
    assumeTrue(runs("node", "--version") && runs("npm", "--version"), "There is no node or npm");
    for (String name : List.of("package.json", "package-lock.json", "client.js")) {
      try (InputStream in = NpmClientTest.class.getResourceAsStream("npm/" + name)) {
        Files.copy(Objects.requireNonNull(in), folder.resolve(name));
      }
    }
    Ended fetched = run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    assumeTrue(
        fetched.status() == 0 || !NO_NETWORK.matcher(fetched.output()).find(),
        "npm does not reach its registry");
    assertThat(fetched.status()).as(fetched.output()).isZero();

    try (ActionHost host =
        ActionHost.start(
            new ActionHostSettings(
                Listen.LOOPBACK,
                "guest",
                NamespaceKey.of(AUTH),
                folder.resolve("state"),
                Stage.LIMITS))) {
      Ended asked =
          run("node", "client.js", host.apiHost().toString(), AUTH, TestJar.in(folder).toString());

      assertThat(asked.status()).as(asked.output()).isZero();
      assertThat(asked.output()).endsWith("passed removal\n").hasLineCount(7);
    }
  }

  private boolean runs(String... command) throws InterruptedException {
    try {
      return run(command).status() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Ended run(String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "run-", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES))
          .as(List.of(command).toString())
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
