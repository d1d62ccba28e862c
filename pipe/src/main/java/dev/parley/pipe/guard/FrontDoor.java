// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Where requests come in. Only what a {@link dev.parley.pipe.Pipe} sends gets any further: four
 * methods, the parameters of a list, and a signature of version 4 in the header. Presigned
 * addresses are refused, since they let a secret's power travel without the secret.
 */
final class FrontDoor extends HttpServlet {
  private static final Logger log = LoggerFactory.getLogger(FrontDoor.class);
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "DELETE");
  private static final Set<String> PARAMETERS =
      Set.of("list-type", "prefix", "max-keys", "continuation-token", "encoding-type", "x-id");
  private static final String SIGNATURE_V4 = "AWS4-HMAC-SHA256 ";

  private static final long MAX_READ_AWAY_BYTES = 1 << 20;

  private final transient Callers callers;
  private final transient Handler handler;
  private final transient BodyBudget budget;
  private final transient Doorbell doorbell;

  /** Whom the request at hand is from, as far as it says; a request is handled by one thread. */
  private final transient ThreadLocal<Optional<AccessGrant>> caller =
      ThreadLocal.withInitial(Optional::empty);

  /** Tells whom a request says it is from. */
  interface Callers {
    /** Returns the caller's secret, and the store as the caller sees it; empty for a stranger. */
    Optional<AccessGrant> caller(HttpServletRequest request) throws IOException;
  }

  /**
   * Opens a door.
   *
   * @param callers asked for each request, so that who is struck off is refused from then on
   * @param nameless the store as those see it whom nobody knows
   */
  FrontDoor(Callers callers, BlobStore nameless, BodyBudget budget, Doorbell doorbell) {
    this.callers = callers;
    this.handler = new Handler(nameless, budget);
    this.handler.setBlobStoreLocator(
        (identity, bucket, key) -> identity == null ? null : caller.get().orElse(null));
    this.budget = budget;
    this.doorbell = doorbell;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (InputStream body = request.getInputStream()) {
      admit(request, response, body);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void admit(HttpServletRequest request, HttpServletResponse response, InputStream body)
      throws IOException {
    try {
      requireOurs(request);
      handle(request, response, body);
      readAway(body);
    } catch (AwsServiceException e) {
      readAway(body);
      handler.answer(request, response, e);
    } catch (IllegalArgumentException e) {
      log.debug("refused", e);
      readAway(body);
      handler.answer(request, response, new S3ProxyException(S3ErrorCode.INVALID_ARGUMENT));
    }
  }

  private void handle(HttpServletRequest request, HttpServletResponse response, InputStream body)
      throws IOException {
    // S3Proxy reads a body before it can tell whether the signature over it is valid.
    caller.set(callers.caller(request));
    doorbell.hear(request, response);
    int taken = budget.take(request.getContentLengthLong());
    try {
      handler.doHandle(request, request, response, body, null);
    } finally {
      caller.remove();
      doorbell.forget();
      budget.giveBack(taken);
    }
  }

  /**
   * Reads what is left of a body, if it is not much: else the server would close the connection,
   * and the caller may see that before it sees the answer.
   */
  private static void readAway(InputStream body) throws IOException {
    long left = MAX_READ_AWAY_BYTES;
    byte[] buffer = new byte[1 << 13];
    int read = body.read(buffer);
    while (read >= 0 && left > 0) {
      left -= read;
      read = body.read(buffer);
    }
  }

  private static void requireOurs(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization == null || !authorization.startsWith(SIGNATURE_V4)) {
      throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
    }
    String query = request.getQueryString();
    boolean ours =
        query == null
            || Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2)[0])
                .allMatch(PARAMETERS::contains);
    if (!ours || !METHODS.contains(request.getMethod()) || copies(request)) {
      throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED);
    }
    if (request.getHeader("Transfer-Encoding") != null) {
      throw new S3ProxyException(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
  }

  private static boolean copies(HttpServletRequest request) {
    return request.getHeader("x-amz-copy-source") != null;
  }

  /** S3Proxy's part: protocol and signatures. */
  private static final class Handler extends S3ProxyHandler {
    private static final int MAX_CHUNK_BYTES = 1 << 24;
    private static final int MAX_CLOCK_SKEW_SECONDS = 15 * 60;

    Handler(BlobStore nameless, BodyBudget budget) {
      super(
          nameless,
          AuthenticationType.AWS_V4,
          // Who is who, the locator tells; these two stand for nobody.
          "",
          "",
          null,
          budget.maxBodyBytes(),
          budget.maxBodyBytes(),
          MAX_CHUNK_BYTES,
          false,
          null,
          null,
          MAX_CLOCK_SKEW_SECONDS);
    }

    void answer(HttpServletRequest request, HttpServletResponse response, AwsServiceException e)
        throws IOException {
      var details = e.awsErrorDetails();
      if (response.isCommitted()) {
        log.warn("failed after the answer began status={}", e.statusCode(), e);
      } else if (details != null && details.errorCode() != null) {
        sendSimpleErrorResponse(
            request, response, details.errorCode(), e.statusCode(), "", Map.of());
      } else {
        response.setStatus(e.statusCode());
      }
    }
  }
}
