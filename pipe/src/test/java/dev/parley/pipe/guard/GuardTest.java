// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.pipe.Pipe;
import dev.parley.pipe.PipeException;
import dev.parley.pipe.PipeSettings;
import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.S3Pipe;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Listen;
import dev.parley.wire.PipeNames;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the guard does beside granting. */
class GuardTest {
  private static final int MORE_THAN_A_PAGE = 1003;

  private GuardSettings settings;
  private Path data;
  private Guard guard;

  @BeforeEach
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    settings = Cities.settings(new GuardSettings.Folder(data));
    guard = Guard.start(settings);
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heartbeat", "catalog/0123456789abcdef"})
  void letsANodeReplaceWhatLasts(String key) throws Exception {
    try (Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      north.replace(Cities.BOARD_NORTH, key, new byte[] {1});
      north.replace(Cities.BOARD_NORTH, key, new byte[] {2});

      assertThat(north.get(Cities.BOARD_NORTH, key, 1)).hasValue(new byte[] {2});
    }
  }

  @Test
  void letsNobodyReplaceAnythingElse() throws Exception {
    assertWrittenOnce("north", Cities.BOARD_NORTH, "q1/done");
    assertWrittenOnce("north", Cities.OUT_HEALTH_NORTH, "q1/partial");
    assertWrittenOnce("north", Cities.OUT_HEALTH_NORTH, PipeNames.heartbeat());
    assertWrittenOnce("health", Cities.IN_HEALTH_NORTH, "q1/sub-query");
    assertWrittenOnce("health", Cities.IN_HEALTH_NORTH, "catalog/0123456789abcdef");
    assertWrittenOnce("actions", Cities.MERGED_HEALTH, "q1/merged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "catalog/../q1/done",
        "../" + "x",
        ".hidden",
        "q1/",
        "q1//done",
        "/done",
        "q1/d\u00f6ne",
        "q1/done-01234567-89ab-cdef-0123-456789abcdef"
      })
  void refusesKeysThatCouldMeanTwoThings(String key) throws Exception {
    try (Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> north.put(Cities.BOARD_NORTH, key, new byte[1]));
      assertThat(north.list(Cities.BOARD_NORTH, "")).isEmpty();
    }
  }

  @Test
  void hidesWhatIsHalfWritten() throws Exception {
    Path folder = Files.createDirectories(data.resolve(Cities.IN_HEALTH_NORTH).resolve("q1"));
    String half = "sub-query-01234567-89ab-cdef-0123-456789abcdef";
    Files.write(folder.resolve(half), new byte[1]);

    try (Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      assertThat(north.list(Cities.IN_HEALTH_NORTH, "")).isEmpty();
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> north.get(Cities.IN_HEALTH_NORTH, "q1/" + half, 1));
    }
  }

  @Test
  void listsEveryPage() throws Exception {
    Path folder = Files.createDirectories(data.resolve(Cities.BOARD_NORTH).resolve("q1"));
    for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
      Files.createFile(folder.resolve("k%05d".formatted(i)));
    }

    try (Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      assertThat(north.list(Cities.BOARD_NORTH, ""))
          .hasSize(MORE_THAN_A_PAGE)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void deniesAWrongSecretAndAnUnknownKey() {
    assertDenied(new S3Credentials("north", "not-the-secret-of-north"));
    assertDenied(new S3Credentials("stranger", "north-secret-0123456789"));
    assertDenied(Cities.credentials("tax"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/healthz",
        "/metrics",
        "/BUCKET",
        "/BUCKET/heartbeat",
        "/BUCKET/heartbeat?AWSAccessKeyId=north&Signature=x&Expires=9999999999",
        "/BUCKET?acl"
      })
  void refusesRequestsThatNobodySigned(String path) throws Exception {
    URI uri = URI.create(guard.endpoint() + path.replace("BUCKET", Cities.BOARD_NORTH));
    HttpClient http = HttpClient.newHttpClient();

    for (String method : new String[] {"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD"}) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .method(method, HttpRequest.BodyPublishers.ofString("forged"))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(method).isEqualTo(403);
      assertThat(response.body() + response.headers().map())
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("secret");
    }
    assertThat(data.resolve(Cities.BOARD_NORTH)).isEmptyDirectory();
  }

  @Test
  void refusesPresignedAddresses() throws Exception {
    try (Pipe north = Cities.pipe(guard.endpoint(), "north");
        S3Presigner presigner = presigner()) {
      north.replace(Cities.BOARD_NORTH, PipeNames.heartbeat(), new byte[1]);
      URI presigned =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofMinutes(1))
                          .getObjectRequest(
                              r -> r.bucket(Cities.BOARD_NORTH).key(PipeNames.heartbeat())))
              .url()
              .toURI();

      var response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(presigned).build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(403);
    }
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    try (Pipe north = Cities.pipe(guard.endpoint(), "north")) {
      north.put(Cities.OUT_HEALTH_NORTH, "q1/partial", new byte[] {7});
    }
    guard.close();
    guard = Guard.start(settings);

    try (Pipe actions = Cities.pipe(guard.endpoint(), "actions")) {
      assertThat(actions.get(Cities.OUT_HEALTH_NORTH, "q1/partial", 1)).hasValue(new byte[] {7});
    }
    assertWrittenOnceMore("north", Cities.OUT_HEALTH_NORTH, "q1/partial");
  }

  @Test
  void countsWhatEachPartyDoes() throws Exception {
    try (Pipe north = Cities.pipe(guard.endpoint(), "north");
        Pipe actions = Cities.pipe(guard.endpoint(), "actions")) {
      north.put(Cities.OUT_HEALTH_NORTH, "q1/partial", new byte[1000]);
      north.list(Cities.IN_HEALTH_NORTH, "");
      actions.get(Cities.OUT_HEALTH_NORTH, "q1/partial", 1000);
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> actions.list(Cities.OUT_HEALTH_NORTH, ""));
    }

    assertThat(guard.traffic()).containsOnlyKeys("health", "tax", "north", "south", "actions");
    assertThat(guard.traffic().get("north")).isEqualTo(new Traffic(1, 0, 1, 0, 0, 1000, 0));
    assertThat(guard.traffic().get("actions")).isEqualTo(new Traffic(0, 1, 0, 0, 1, 0, 1000));
    assertThat(guard.traffic().get("tax")).isEqualTo(new Traffic(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void saysThatAPortIsInUse(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      GuardSettings clash =
          new GuardSettings(
              settings.federation(),
              new Listen("127.0.0.1", taken.getLocalPort()),
              new GuardSettings.Folder(other),
              settings.retention(),
              settings.parties());

      assertThatExceptionOfType(ParleyException.class)
          .isThrownBy(() -> Guard.start(clash))
          .withMessage("The pipe cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .matches(e -> e.code() == ErrorCode.CANNOT_START);
    }
  }

  @Test
  void keepsItsSecretsToItself() {
    assertThat(settings.toString()).doesNotContain("secret-0123456789").contains("withheld");
  }

  private void assertWrittenOnce(String identity, String bucket, String key) throws Exception {
    try (Pipe writer = Cities.pipe(guard.endpoint(), identity)) {
      writer.put(bucket, key, new byte[] {1});
    }
    assertWrittenOnceMore(identity, bucket, key);
  }

  private void assertWrittenOnceMore(String identity, String bucket, String key) throws Exception {
    byte[] before = Files.readAllBytes(data.resolve(bucket).resolve(key));
    try (Pipe writer = Cities.pipe(guard.endpoint(), identity)) {
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> writer.replace(bucket, key, new byte[] {2}))
          .matches(e -> e.kind() == PipeException.Kind.TAKEN);
    }
    assertThat(data.resolve(bucket).resolve(key)).hasBinaryContent(before);
  }

  private void assertDenied(S3Credentials credentials) {
    try (Pipe pipe = new S3Pipe(PipeSettings.of(guard.endpoint(), credentials))) {
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.get(Cities.BOARD_NORTH, "heartbeat", 1))
          .matches(e -> e.kind() == PipeException.Kind.DENIED)
          .satisfies(e -> assertThat(e.toString()).doesNotContain(credentials.secret()));
      assertThatExceptionOfType(PipeException.class)
          .isThrownBy(() -> pipe.put(Cities.BOARD_NORTH, "q1/done", new byte[100_000]))
          .matches(e -> e.kind() == PipeException.Kind.DENIED);
    }
  }

  private S3Presigner presigner() {
    S3Credentials north = Cities.credentials("north");
    return S3Presigner.builder()
        .endpointOverride(guard.endpoint())
        .region(Region.US_EAST_1)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(north.accessKey(), north.secret())))
        .build();
  }
}
