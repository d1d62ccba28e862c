// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.actionhost.config.NamespaceKey;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import dev.parley.settings.tls.Endpoint;
import dev.parley.settings.tls.TlsFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests to an OpenWhisk, and what its refusals mean to whoever deploys. */
final class WhiskApi {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** More than OpenWhisk lets anybody wait for an invocation. */
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private static final int OK = 200;

  private final HttpClient http;
  private final URI host;
  private final NamespaceKey key;

  WhiskApi(Endpoint server, NamespaceKey key) {
    this.host = server.uri();
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(server.trust().context())
            .sslParameters(server.trust().parameters())
            .build();
    this.key = key;
  }

  /** An answer; anything that is no JSON object reads as an empty one. */
  final class Answer {
    private final int status;
    private final JsonObject json;

    private Answer(int status, JsonObject json) {
      this.status = status;
      this.json = json;
    }

    int status() {
      return status;
    }

    JsonObject json() {
      return json;
    }

    /** The response in the record of an activation. */
    JsonObject response() {
      JsonElement response = json.get("response");
      if (response == null || !response.isJsonObject()) {
        throw noOpenWhisk();
      }
      return response.getAsJsonObject();
    }

    void requireOk(String what) {
      if (status != OK) {
        throw new ParleyException(ErrorCode.ACTION_FAILED, fact(what), hint());
      }
      if (json.size() == 0) {
        throw noOpenWhisk();
      }
    }

    private String fact(String what) {
      return switch (status) {
        case 401 -> "OpenWhisk at %s does not know the namespace key (401)".formatted(host);
        case 403 -> "The namespace key has no right to %s at %s (403)".formatted(what, host);
        default -> "OpenWhisk at %s answered %d to %s".formatted(host, status, what);
      };
    }

    private String hint() {
      return switch (status) {
        case 401 ->
            "Write the uuid:key of the namespace into the file that openwhisk.authFile names.";
        case 403 ->
            "Ask whoever runs OpenWhisk for that right, or take the key of another namespace.";
        case 400 -> "Check that it offers java:8 and the limits in deploy.yaml.";
        case 404, 405, 501 -> "Check that openwhisk.endpoint is the API host of OpenWhisk.";
        case 413 -> "Ask whoever runs OpenWhisk to take larger actions.";
        case 429 -> "Run it again in a minute, or ask for higher limits of the namespace.";
        default -> "Look into the log of OpenWhisk's controller.";
      };
    }
  }

  URI host() {
    return host;
  }

  /** What the server says of itself, to anyone: the key is not sent before that is known. */
  Answer info() {
    return send(HttpRequest.newBuilder(host.resolve("/api/v1")).GET());
  }

  /** Sends as the owner of the namespace. */
  Answer send(String method, String path, JsonObject body) {
    return send(
        HttpRequest.newBuilder(host.resolve("/api/v1/namespaces/_/" + path))
            .header("Authorization", key.header())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response.body()));
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private static JsonObject parse(String body) {
    try {
      JsonElement json = JsonParser.parseString(body);
      return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    } catch (JsonParseException e) {
      return new JsonObject();
    }
  }

  void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  ParleyException noOpenWhisk() {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "What answers at %s is no OpenWhisk".formatted(host),
        "Name the API host of OpenWhisk.");
  }

  private ParleyException unreachable(Exception cause) {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        TlsFailure.of(cause)
            .map(fact -> "OpenWhisk at %s cannot be trusted: %s".formatted(host, fact))
            .orElse("OpenWhisk at %s does not answer".formatted(host)),
        "Check that it runs, and that this machine reaches it.",
        cause);
  }
}
