// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys the real merge jar, and looks into it. */
class DeploymentTest {
  private static final NamespaceKey KEY = NamespaceKey.of("3f1a:0123456789abcdef0123456789abcdef");
  private static final String SECRET = "a secret of this test";
  private static final int JAVA_8 = 52;

  private final ActionHost host;
  private final Deployment deployment;

  DeploymentTest(@TempDir Path state) {
    this.host =
        ActionHost.start(
            new ActionHostSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "cloud",
                KEY,
                state,
                HostLimits.DEFAULT));
    this.deployment = new Deployment(host.apiHost(), KEY);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void theMergeActionRunsAndItsRefusalsArrive() throws Exception {
    Map<String, String> bound =
        Map.of(
            "endpoint", "http://127.0.0.1:1",
            "accessKey", "a",
            "secretKey", "s",
            "region", "local",
            "federation", "city");
    // Twice, for it may be repeated.
    for (int i = 0; i < 2; i++) {
      deployment.putPackage("parley", bound);
      deployment.putWebAction(ActionSpec.merge(mergeJar()), SECRET);
    }
    String good =
        "{\"analyst\":\"board\",\"query\":\"000102030405060708090a0b0c0d0e0f\",\"nodes\":[\"n\"]}";

    HttpResponse<String> malformed = invoke("{}", SECRET);

    assertThat(malformed.statusCode()).isEqualTo(200);
    assertThat(malformed.body())
        .isEqualTo(
            "{\"code\":\"INVALID_PARAMETERS\",\"fact\":\"analyst is missing or malformed\"}");
    assertThat(invoke(good, SECRET).body()).contains("\"code\":\"STORAGE_FAILED\"");
    assertThat(invoke(good, "a guess").statusCode()).isEqualTo(401);
    assertThat(invoke("{\"endpoint\":\"http://evil\"}", SECRET).statusCode()).isEqualTo(400);
    deployment.remove("parley", "merge");
    deployment.remove("parley", "merge");
    assertThat(invoke(good, SECRET).statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhoRefusesOrIsSilent() {
    Deployment stranger =
        new Deployment(host.apiHost(), NamespaceKey.of("3f1a:a guess of sixteen characters"));

    assertThatThrownBy(() -> stranger.putPackage("parley", Map.of()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED))
        .hasMessageContaining("answered 401 to the deployment of package parley");
    host.close();
    assertThatThrownBy(() -> deployment.putPackage("parley", Map.of()))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("does not answer");
  }

  @Test
  void theMergeJarIsSmallAndHoldsNothingThatIsNotOurs() throws Exception {
    assertThat(Files.size(mergeJar())).isLessThan(1 << 20);
    try (JarFile jar = new JarFile(mergeJar().toFile())) {
      List<JarEntry> entries = jar.stream().filter(entry -> !entry.isDirectory()).toList();

      assertThat(entries)
          .extracting(JarEntry::getName)
          .allMatch(
              name -> name.matches("dev/parley/(actions|wire)/.*\\.class|META-INF/MANIFEST.MF"))
          .contains("dev/parley/wire/CiphertextSum.class");
      for (JarEntry entry : entries) {
        if (entry.getName().endsWith(".class")) {
          assertThat(majorVersion(jar, entry)).as(entry.getName()).isEqualTo(JAVA_8);
        }
      }
    }
  }

  private static int majorVersion(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }

  private static Path mergeJar() throws Exception {
    return Path.of(
        Class.forName(ActionSpec.merge(Path.of("unused")).main())
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI());
  }

  private HttpResponse<String> invoke(String body, String secret) throws Exception {
    URI uri = host.apiHost().resolve("/api/v1/web/cloud/parley/merge.json");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("X-Require-Whisk-Auth", secret)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
