// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonPrimitive;
import dev.parley.actionhost.ActionHost;
import dev.parley.actionhost.config.ActionHostSettings;
import dev.parley.actionhost.config.HostLimits;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.SecretFile;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.Listen;
import dev.parley.settings.tls.Trust;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploys the real merge jar, and looks into it. */
class DeploymentTest {
  private static final String AUTH = "3f1a:0123456789abcdef0123456789abcdef";
  private static final NamespaceKey KEY = NamespaceKey.of(AUTH);
  private static final String SECRET = "a-secret-of-this-test";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int JAVA_8 = 52;

  private final Path folder;
  private final ActionHost host;
  private final Deployment deployment;

  DeploymentTest(@TempDir Path state) {
    this.folder = state;
    this.host =
        ActionHost.start(
            new ActionHostSettings(Listen.LOOPBACK, "cloud", KEY, state, HostLimits.DEFAULT));
    this.deployment = new Deployment(new Endpoint(host.apiHost(), Trust.OF_JVM), KEY, PATIENCE);
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void theMergeActionRunsAndItsRefusalsArrive() throws Exception {
    MergeDeployment merge = new MergeDeployment(settings("", "a-secret-of-sixteen"), mergeJar());
    // Twice, for it may be repeated.
    merge.deploy();
    merge.deploy();
    String good =
        "{\"analyst\":\"board\",\"ticket\":\"%s\",\"nodes\":[\"n\"]}".formatted("0f".repeat(32));

    HttpResponse<String> malformed = invoke("{}", SECRET);

    assertThat(malformed.statusCode()).isEqualTo(200);
    assertThat(malformed.body())
        .isEqualTo(
            "{\"code\":\"INVALID_PARAMETERS\",\"fact\":\"analyst is missing or malformed\"}");
    assertThat(invoke(good, SECRET).body()).contains("\"code\":\"STORAGE_FAILED\"");
    assertThat(invoke(good, "a guess").statusCode()).isEqualTo(401);
    for (String bound : List.of("endpoint", "trust")) {
      String body = "{\"%s\":\"http://evil\"}".formatted(bound);
      assertThat(invoke(body, SECRET).statusCode()).isEqualTo(400);
    }
    merge.remove();
    merge.remove();
    assertThat(invoke(good, SECRET).statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatDiffersWithoutASecret() throws Exception {
    MergeDeployment merge = new MergeDeployment(settings("", "a-secret-of-sixteen"), mergeJar());
    assertThat(merge.differences())
        .containsExactly(
            "package parley is not there",
            "action parley/merge is not there",
            "action parley/probe is not there");
    merge.deploy();
    assertThat(merge.differences()).isEmpty();

    MergeDeployment other =
        new MergeDeployment(
            settings("limits: {memory: 512, timeout: 30s}", "another-secret-of-it"),
            Files.writeString(folder.resolve("other.jar"), "no jar"));
    deployment.putPackage("parley", Map.of("endpoint", new JsonPrimitive("http://elsewhere")));

    assertThat(other.differences())
        .containsExactly(
            "package parley has other parameters bound",
            "action parley/merge has another code",
            "action parley/merge has 60000 as its limit of timeout",
            "action parley/merge has 256 as its limit of memory",
            "action parley/merge has another annotation require-whisk-auth",
            "action parley/probe has another code",
            "action parley/probe has 256 as its limit of memory");
  }

  @Test
  void takesAwayWhatSomebodyBoundToTheActionItself() throws Exception {
    MergeDeployment merge = new MergeDeployment(settings("", "a-secret-of-sixteen"), mergeJar());
    merge.deploy();
    HttpResponse<Void> put =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        host.apiHost()
                            .resolve("/api/v1/namespaces/_/actions/parley/merge?overwrite=true"))
                    .header("Authorization", KEY.header())
                    .PUT(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"parameters\":[{\"key\":\"endpoint\",\"value\":\"http://evil\"}]}"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(put.statusCode()).isEqualTo(200);
    assertThat(merge.differences())
        .containsExactly("action parley/merge has other parameters bound");

    merge.deploy();

    assertThat(merge.differences()).isEmpty();
  }

  @Test
  void namesEveryFaultOfItsSettings() throws IOException {
    Path file = Files.writeString(folder.resolve("faulty.yaml"), "openwhisk: {endpoint: here}");

    assertThatThrownBy(() -> DeploySettings.read(file))
        .hasMessageContaining("federation is missing")
        .hasMessageContaining(
            "openwhisk.endpoint = 'here': want http://host:port or https://host:port")
        .hasMessageContaining("pipe.accessKey is missing")
        .hasMessageContaining("secretFile is missing");
    assertThatThrownBy(
            () ->
                settings(
                    "probe: {unreachable: [ozone, 'a:0'], reads: {board: [n n]}}",
                    "a-secret-of-sixteen"))
        .hasMessageContaining("probe.unreachable = 'ozone': want host:port")
        .hasMessageContaining("probe.unreachable = 'a:0': want host:port")
        .hasMessageContaining("probe.reads.board = 'n n'");
    assertThatThrownBy(() -> settings("", "short"))
        .hasMessageContaining("fewer than 16 characters");
    assertThatThrownBy(() -> settings("", "a secret of several words"))
        .hasMessageContaining("white space");
  }

  @Test
  void saysWhoRefusesOrIsSilent() {
    Deployment stranger =
        new Deployment(
            new Endpoint(host.apiHost(), Trust.OF_JVM),
            NamespaceKey.of("3f1a:a guess of sixteen characters"),
            PATIENCE);

    assertThatThrownBy(() -> stranger.putPackage("parley", Map.of()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACTION_FAILED))
        .hasMessageContaining("does not know the namespace key (401)");
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

  private DeploySettings settings(String more, String storageSecret) throws IOException {
    Path place = Files.createTempDirectory(folder, "deploy");
    SecretFile.write(place.resolve("auth"), AUTH.getBytes(StandardCharsets.UTF_8));
    SecretFile.write(place.resolve("pipe"), storageSecret.getBytes(StandardCharsets.UTF_8));
    String web = storageSecret.startsWith("another") ? "another-" + SECRET : SECRET;
    SecretFile.write(place.resolve("web"), web.getBytes(StandardCharsets.UTF_8));
    String yaml =
        """
        federation: city
        openwhisk: {endpoint: "%s", authFile: auth}
        pipe: {endpoint: "http://127.0.0.1:1", accessKey: a, secretFile: pipe}
        secretFile: web
        %s
        """
            .formatted(host.apiHost(), more);
    return DeploySettings.read(Files.writeString(place.resolve("deploy.yaml"), yaml));
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
        Class.forName("dev.parley.actions.secureagg.MergeAction")
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
