// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.query;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What came back from an invocation of the merge action: a stranger's words. */
final class MergeReply {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int MAX_FACT = 300;
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CODE = Pattern.compile("[A-Z_]{1,40}");
  private static final Pattern NOT_SHOWN = Pattern.compile("[^\\x20-\\x7E]+");

  private final int status;
  private final JsonObject answer;

  private MergeReply(int status, JsonObject answer) {
    this.status = status;
    this.answer = answer;
  }

  static MergeReply of(int status, byte[] body) {
    return new MergeReply(status, parse(body));
  }

  /**
   * How long the action says it took; empty if it is still at it.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} or {@link
   *     ErrorCode#TOO_FEW_OWNERS} if it has not merged
   */
  Optional<Duration> took() {
    if (status == ACCEPTED) {
      return Optional.empty();
    }
    if (status != OK) {
      throw failed();
    }
    if (MILLIS.matcher(text("millis")).matches() && answer.has("query")) {
      return Optional.of(Duration.ofMillis(Long.parseLong(text("millis"))));
    }
    // An application error comes with status 200 too: OpenWhisk unwraps the result's "error".
    if (text("code").equals("ALREADY_MERGED")) {
      // Its answer to an earlier invocation was lost. What it merged is verified all the same.
      return Optional.of(Duration.ZERO);
    }
    throw refused();
  }

  private ParleyException refused() {
    String code = text("code");
    if (code.equals("TOO_FEW_OWNERS")) {
      return new ParleyException(
          ErrorCode.TOO_FEW_OWNERS,
          "The merge action refused: " + fact(),
          "Ask for a table that more owners have.");
    }
    if (CODE.matcher(code).matches()) {
      return new ParleyException(
          ErrorCode.ACTION_FAILED,
          "The merge action refused (%s): %s".formatted(code, fact()),
          "Run the query again; if this stays, ask the cloud operator.");
    }
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "The merge action gave an answer that cannot be understood",
        "Check that Parley's merge action is what is deployed there.");
  }

  private ParleyException failed() {
    return new ParleyException(
        ErrorCode.ACTION_FAILED,
        "The merge action failed with HTTP status " + status,
        switch (status) {
          case 401, 403 ->
              "Check namespace and secretFile of the actions in the gateway's settings.";
          case 404 -> "Deploy the merge action, or check the namespace in the gateway's settings.";
          default -> "Ask the cloud operator to look into the action host.";
        });
  }

  private String fact() {
    String fact = NOT_SHOWN.matcher(text("fact")).replaceAll(" ").strip();
    return fact.length() > MAX_FACT ? fact.substring(0, MAX_FACT) : fact;
  }

  private String text(String name) {
    JsonElement value = answer.get(name);
    return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
  }

  private static JsonObject parse(byte[] body) {
    try {
      JsonElement json = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
      return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    } catch (JsonParseException e) {
      return new JsonObject();
    }
  }
}
