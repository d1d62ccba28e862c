// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The pipe on an S3 server: Apache Ozone, our guard, or any other. */
public final class S3Pipe implements Pipe {
  private static final String ANY = "*";
  private static final long PAUSE_MILLIS = 100;

  /** Two secrets may be in use; a third try is for one that was replaced meanwhile. */
  private static final int MOST_REFUSALS = 2;

  private final PipeTimeouts timeouts;
  private final S3Clients clients;
  private final S3Credentials credentials;

  /** Makes ready to use an S3 server; nothing is sent yet. */
  public S3Pipe(PipeSettings settings) {
    this.timeouts = settings.timeouts();
    this.clients = S3Clients.of(settings);
    this.credentials = settings.credentials();
  }

  @Override
  public void put(String bucket, String key, byte[] object) throws PipeException {
    create(putRequest(bucket, key, object.length), RequestBody.fromBytes(object));
  }

  @Override
  public void putFile(String bucket, String key, Path file) throws PipeException {
    long lengthBytes;
    try {
      lengthBytes = Files.size(file);
    } catch (IOException e) {
      throw new PipeException(PipeException.Kind.FAILED, "A file for the pipe is unreadable", e);
    }
    create(putRequest(bucket, key, lengthBytes), RequestBody.fromFile(file));
  }

  @Override
  public void replace(String bucket, String key, byte[] object) throws PipeException {
    try {
      PutObjectRequest request = putRequest(bucket, key, object.length).ifNoneMatch(null).build();
      var unused =
          signed(() -> clients.patient().putObject(request, RequestBody.fromBytes(object)));
    } catch (SdkException e) {
      throw S3Failures.of(e, action("replace", bucket, key));
    }
  }

  @Override
  public Optional<byte[]> get(String bucket, String key, int maxBytes) throws PipeException {
    Optional<byte[]> object;
    try {
      // Read inside of the call, so that its time-out and its attempts hold for the body as well.
      object =
          signed(
              () ->
                  clients
                      .patient()
                      .getObject(
                          getRequest(bucket, key),
                          (response, body) ->
                              readAtMost(body, response.contentLength(), maxBytes)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw S3Failures.of(e, action("get", bucket, key));
    }
    if (object.isEmpty()) {
      throw new PipeException(
          PipeException.Kind.FAILED,
          "An object is longer than %d bytes: %s/%s".formatted(maxBytes, bucket, key));
    }
    return object;
  }

  @Override
  public Optional<InputStream> open(String bucket, String key) throws PipeException {
    try {
      ResponseInputStream<GetObjectResponse> body =
          signed(() -> clients.patient().getObject(getRequest(bucket, key)));
      Long lengthBytes = body.response().contentLength();
      return Optional.of(lengthBytes == null ? body : new WholeStream(body, lengthBytes));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw S3Failures.of(e, action("get", bucket, key));
    }
  }

  @Override
  public List<String> list(String bucket, String prefix) throws PipeException {
    List<String> keys = new ArrayList<>();
    String token = null;
    do {
      ListObjectsV2Response page =
          listPage(listRequest(bucket, prefix).continuationToken(token).build());
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      token = page.nextContinuationToken();
    } while (token != null && keys.size() < MAX_LISTED);
    Collections.sort(keys);
    return List.copyOf(keys.subList(0, Math.min(keys.size(), MAX_LISTED)));
  }

  @Override
  public Optional<List<String>> awaitChange(String bucket, String prefix, List<String> known)
      throws PipeException {
    if (known.size() >= PatientList.MOST_KEYS) {
      return Optional.empty();
    }
    ListObjectsV2Request request =
        listRequest(bucket, prefix)
            .overrideConfiguration(
                call ->
                    call.putHeader(PatientList.PREFER, PatientList.WAIT)
                        .putHeader(PatientList.KNOWN, PatientList.digest(known)))
            .build();
    ListObjectsV2Response page = listPage(request);
    boolean waited =
        page.sdkHttpResponse().firstMatchingHeader(PatientList.APPLIED).isPresent()
            && page.nextContinuationToken() == null;
    return waited
        ? Optional.of(page.contents().stream().map(S3Object::key).sorted().toList())
        : Optional.empty();
  }

  @Override
  public void delete(String bucket, String key) throws PipeException {
    try {
      var unused =
          signed(() -> clients.patient().deleteObject(request -> request.bucket(bucket).key(key)));
    } catch (NoSuchKeyException e) {
      // As it should be.
    } catch (SdkException e) {
      throw S3Failures.of(e, action("delete", bucket, key));
    }
  }

  @Override
  public void close() {
    clients.close();
  }

  /**
   * Puts, and tries again only while nothing was sent: after that, "taken" could be our own doing.
   */
  private void create(PutObjectRequest.Builder builder, RequestBody body) throws PipeException {
    PutObjectRequest request = builder.build();
    String action = action("put", request.bucket(), request.key());
    for (int attempt = 1; ; attempt++) {
      try {
        var unused = signed(() -> clients.once().putObject(request, body));
        return;
      } catch (SdkException e) {
        if (S3Failures.isTaken(e)) {
          throw new PipeException(PipeException.Kind.TAKEN, "Taken in the pipe: " + action, e);
        }
        if (attempt >= timeouts.attempts() || !S3Failures.neverConnected(e)) {
          throw S3Failures.of(e, action);
        }
        pause(attempt, action);
      }
    }
  }

  /**
   * Calls, and again with another secret if one was refused: it may have been replaced just now. A
   * call that was refused has done nothing.
   */
  private <T> T signed(Supplier<T> call) {
    for (int refusals = 0; ; refusals++) {
      String secret = credentials.secret();
      try {
        return call.get();
      } catch (AwsServiceException e) {
        if (refusals >= MOST_REFUSALS || !S3Failures.isDenied(e) || !credentials.refused(secret)) {
          throw e;
        }
      }
    }
  }

  private static void pause(int attempt, String action) throws PipeException {
    try {
      Thread.sleep(PAUSE_MILLIS << attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipeException(PipeException.Kind.FAILED, "Interrupted during " + action, e);
    }
  }

  private static ListObjectsV2Request.Builder listRequest(String bucket, String prefix) {
    return ListObjectsV2Request.builder().bucket(bucket).prefix(prefix);
  }

  private ListObjectsV2Response listPage(ListObjectsV2Request request) throws PipeException {
    try {
      return signed(() -> clients.patient().listObjectsV2(request));
    } catch (SdkException e) {
      throw S3Failures.of(e, action("list", request.bucket(), request.prefix()));
    }
  }

  private PutObjectRequest.Builder putRequest(String bucket, String key, long lengthBytes) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .contentType("application/octet-stream")
        .ifNoneMatch(ANY)
        .overrideConfiguration(call -> call.apiCallTimeout(timeouts.callOf(lengthBytes)));
  }

  private static GetObjectRequest getRequest(String bucket, String key) {
    return GetObjectRequest.builder().bucket(bucket).key(key).build();
  }

  /** Returns the whole body, or empty if it is longer than {@code maxBytes}. */
  private static Optional<byte[]> readAtMost(
      InputStream body, @Nullable Long lengthBytes, int maxBytes) throws IOException {
    if (lengthBytes != null && lengthBytes > maxBytes) {
      return Optional.empty();
    }
    InputStream whole = lengthBytes == null ? body : new WholeStream(body, lengthBytes);
    byte[] bytes = whole.readNBytes(maxBytes);
    return bytes.length == maxBytes && whole.read() >= 0 ? Optional.empty() : Optional.of(bytes);
  }

  private static String action(String verb, String bucket, String key) {
    return verb + " of " + bucket + "/" + key;
  }
}
