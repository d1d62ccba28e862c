// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.PipeTimeouts;
import dev.parley.pipe.S3Clients;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts into the server behind the guard. Servers close connections that are about to be used again,
 * so what was lost with its connection is put once more. If the key is taken then, the first of the
 * two may have arrived: what is there tells whose it is.
 */
final class EndpointPut {
  /** Larger bodies are not kept, and put only once. */
  static final int KEPT_BYTES = 1 << 20;

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Clients clients;
  private final PipeTimeouts timeouts;

  EndpointPut(S3Clients clients, PipeTimeouts timeouts) {
    this.clients = clients;
    this.timeouts = timeouts;
  }

  PutObjectResponse put(PutObjectRequest request, InputStream body) {
    Long lengthBytes = request.contentLength();
    if (lengthBytes == null) {
      throw new IllegalArgumentException("A body without its length");
    }
    PutObjectRequest patient =
        request.toBuilder()
            .overrideConfiguration(call -> call.apiCallTimeout(timeouts.callOf(lengthBytes)))
            .build();
    return lengthBytes > KEPT_BYTES
        ? once(patient, RequestBody.fromInputStream(body, lengthBytes))
        : twice(patient, whole(body, lengthBytes.intValue()));
  }

  /** Of two at once, some servers tell the loser of a conflict, and others what it comes to. */
  private PutObjectResponse once(PutObjectRequest request, RequestBody body) {
    try {
      return clients.once().putObject(request, body);
    } catch (S3Exception e) {
      if (e.statusCode() == CONFLICT && request.ifNoneMatch() != null) {
        throw taken();
      }
      throw e;
    }
  }

  private PutObjectResponse twice(PutObjectRequest request, byte[] body) {
    try {
      return once(request, RequestBody.fromBytes(body));
    } catch (SdkClientException e) {
      if (!isBrokenOff(e)) {
        throw e;
      }
    }
    try {
      return once(request, RequestBody.fromBytes(body));
    } catch (S3ProxyException e) {
      return ours(request, body);
    } catch (S3Exception e) {
      if (e.statusCode() != PRECONDITION_FAILED) {
        throw e;
      }
      return ours(request, body);
    }
  }

  /** Nobody else writes the same: bodies are sealed, or signed. */
  private PutObjectResponse ours(PutObjectRequest request, byte[] body) {
    try {
      Optional<PutObjectResponse> ours =
          clients
              .patient()
              .getObject(
                  get -> get.bucket(request.bucket()).key(request.key()),
                  (there, bytes) ->
                      Arrays.equals(bytes.readNBytes(body.length + 1), body)
                          ? Optional.of(PutObjectResponse.builder().eTag(there.eTag()).build())
                          : Optional.empty());
      if (ours.isPresent()) {
        return ours.get();
      }
    } catch (NoSuchKeyException e) {
      // taken back meanwhile, so it had been there
    }
    throw taken();
  }

  private static S3ProxyException taken() {
    return new S3ProxyException(S3ErrorCode.PRECONDITION_FAILED);
  }

  /** True if a connection ended before the answer; not if the server is slow or out of reach. */
  private static boolean isBrokenOff(SdkClientException e) {
    return Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof EOFException || cause.getClass().equals(SocketException.class));
  }

  private static byte[] whole(InputStream body, int lengthBytes) {
    try {
      byte[] bytes = body.readNBytes(lengthBytes);
      if (bytes.length < lengthBytes) {
        throw new S3ProxyException(S3ErrorCode.INCOMPLETE_BODY);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
