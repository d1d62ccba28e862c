// SPDX-License-Identifier: Apache-2.0
package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.Listen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";

  private final Path folder;
  private final ActionHost host;
  private final HttpServer pipe;
  private final Screen screen = new Screen();

  DeployCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.pipe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pipe.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    pipe.start();
    this.host =
        ActionHost.start(
            new ActionHostSettings(
                Listen.LOOPBACK,
                "guest",
                NamespaceKey.of(AUTH),
                folder.resolve("state"),
                HostLimits.DEFAULT));
  }

  @BeforeEach
  void write() throws IOException {
    SecretFile.write(folder.resolve("auth"), AUTH.getBytes(StandardCharsets.UTF_8));
    SecretFile.write(folder.resolve("secret"), "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("deploy.yaml"),
        """
        federation: city
        openwhisk: {endpoint: "%s", authFile: auth}
        pipe: {endpoint: "http://127.0.0.1:%d", accessKey: actions, secretFile: secret}
        secretFile: secret
        probe: {unreachable: ["127.0.0.1:1"], reads: {board: [north]}}
        """
            .formatted(host.apiHost(), pipe.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    host.close();
    pipe.stop(0);
  }

  @Test
  void deploysChecksAndRemoves() {
    assertThat(run("--check")).isEqualTo(1);
    assertThat(screen.out()).contains("differs: action parley/merge is not there\n");
    assertThat(run()).isZero();
    assertThat(run()).isZero();
    assertThat(run("--check")).isZero();
    assertThat(screen.out())
        .endsWith(
            """
            parley/merge is deployed at %s
            probe: containers reach the pipe at http://127.0.0.1:%d, and it knows the credential
            probe: the credential reads partials of board/north
            probe: containers do not reach 127.0.0.1:1 (refused)
            """
                .formatted(host.apiHost(), pipe.getAddress().getPort()));
    assertThat(run("--remove")).isZero();
    assertThat(run("--check")).isEqualTo(1);
    assertThat(screen.out() + screen.err()).doesNotContain("0123456789abcdef");
  }

  @Test
  void tellsInOneLineWhatContainersDoNotFind() {
    pipe.stop(0);

    assertThat(run()).isEqualTo(1);
    assertThat(screen.err())
        .startsWith("P0302 P0302 Containers do not reach the pipe at http://127.0.0.1:")
        .contains(" | Name an address that containers reach")
        .hasLineCount(1);
    assertThat(screen.out()).contains("parley/merge is deployed at ");
    assertThat(run("--check")).isEqualTo(1);
  }

  @Test
  void refusesToCheckAndRemoveAtOnce() {
    assertThat(run("--check", "--remove")).isEqualTo(2);
    assertThat(screen.err()).contains("mutually exclusive").hasLineCount(1);
  }

  @Test
  void saysThatNobodyAnswers() {
    host.close();

    assertThat(run()).isEqualTo(3);
    assertThat(screen.err()).contains("does not answer").hasLineCount(1);
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "deploy";
    arguments[1] = "--config";
    arguments[2] = folder.resolve("deploy.yaml").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return screen.run(arguments);
  }
}
