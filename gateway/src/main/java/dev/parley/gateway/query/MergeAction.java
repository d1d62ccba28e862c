// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.gateway.config.ActionSettings;
import dev.parley.protocol.AnalystId;
import dev.parley.protocol.NodeId;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.TlsFailure;
import dev.parley.wire.MergeTicket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Has the cloud merge: invokes the web action, with the one right that the gateway has there. */
final class MergeAction {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int MAX_ANSWER_BYTES = 1 << 16;
  private static final int MAX_FAILURES = 3;
  private static final Duration LONG_RUN = Duration.ofSeconds(10);
  private static final Set<Integer> REFUSED = Set.of(401, 403);

  /** Two secrets may be in use; a third try is for one that was replaced meanwhile. */
  private static final int MOST_REFUSALS = 2;

  private final ActionSettings settings;
  private final HttpClient http;

  MergeAction(ActionSettings settings) {
    this.settings = settings;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(settings.trust().context())
            .sslParameters(settings.trust().parameters())
            .build();
  }

  /**
   * Merges the partials of {@code nodes} to the query of that ticket. Waits while the action host
   * has too much to do, and asks again if its answer is lost on the way, or says that the action,
   * or the host itself, broke down: what is merged already is not merged twice.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED}, {@link ErrorCode#TOO_FEW_OWNERS},
   *     or {@link ErrorCode#TIMED_OUT} if it does not end in time
   */
  MergeProgress invoke(
      MergeTicket ticket, AnalystId analyst, List<NodeId> nodes, Cancellation cancellation) {
    String body = body(ticket, analyst, nodes);
    Duration pause = FIRST_PAUSE;
    int failures = 0;
    while (true) {
      long begun = System.nanoTime();
      try {
        HttpResponse<byte[]> response = admitted(body, cancellation);
        MergeReply reply = MergeReply.of(response.statusCode(), response.body());
        if (!reply.isThrottled()) {
          if (!reply.isPassing() || failures >= MAX_FAILURES || isLong(begun)) {
            return reply.progress();
          }
          failures++;
        }
      } catch (ConnectException | HttpConnectTimeoutException e) {
        throw unreachable("cannot be reached", e);
      } catch (IOException e) {
        Optional<String> distrust = TlsFailure.of(e);
        if (distrust.isPresent()) {
          throw unreachable("cannot be trusted: " + distrust.get(), e);
        }
        if (failures >= MAX_FAILURES) {
          throw unreachable("breaks off its answers", e);
        }
        failures++;
      }
      cancellation.check();
      cancellation.pause(pause);
      pause = longer(pause);
    }
  }

  /** What fails only after so long has run into a limit of time, and would again. */
  private static boolean isLong(long begunNanos) {
    return System.nanoTime() - begunNanos > LONG_RUN.toNanos();
  }

  /**
   * Sends, and again with another secret if one was refused: it may have been replaced just now.
   */
  private HttpResponse<byte[]> admitted(String body, Cancellation cancellation) throws IOException {
    for (int refusals = 0; ; refusals++) {
      String secret = settings.secret();
      HttpResponse<byte[]> response = send(body, secret, cancellation);
      if (refusals >= MOST_REFUSALS
          || !REFUSED.contains(response.statusCode())
          || !settings.refused(secret)) {
        return response;
      }
    }
  }

  private HttpResponse<byte[]> send(String body, String secret, Cancellation cancellation)
      throws IOException {
    cancellation.check();
    HttpRequest request =
        HttpRequest.newBuilder(webAction())
            .timeout(cancellation.left().plusMillis(1))
            .header("Content-Type", "application/json")
            .header("X-Require-Whisk-Auth", secret)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, unused -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      if (!cancellation.await(response, Duration.ZERO)) {
        throw cancellation.timedOut();
      }
      return response.join();
    } catch (CompletionException e) {
      throw failure(e.getCause(), cancellation);
    } finally {
      response.cancel(true);
    }
  }

  private static IOException failure(@Nullable Throwable cause, Cancellation cancellation) {
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      throw cancellation.timedOut();
    }
    return cause instanceof IOException failure ? failure : new IOException(cause);
  }

  private static String body(MergeTicket ticket, AnalystId analyst, List<NodeId> nodes) {
    JsonArray names = new JsonArray();
    nodes.forEach(node -> names.add(node.value()));
    JsonObject body = new JsonObject();
    body.addProperty("analyst", analyst.value());
    body.addProperty("ticket", ticket.toHex());
    body.add("nodes", names);
    return body.toString();
  }

  private URI webAction() {
    return settings
        .endpoint()
        .resolve("/api/v1/web/" + settings.namespace() + "/parley/merge.json");
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
  }

  private ParleyException unreachable(String what, IOException cause) {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "The action host at %s %s".formatted(settings.endpoint(), what),
        "Check that it runs, and endpoint and trust in the gateway's settings.",
        cause);
  }
}
