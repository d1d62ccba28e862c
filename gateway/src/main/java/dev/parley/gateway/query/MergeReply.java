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
import java.util.Set;
import java.util.regex.Pattern;

/** What came back from an invocation of the merge action: a stranger's words. */
final class MergeReply {
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> PASSING = Set.of(400, 500, 502, 503);
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

  /** Whether the host has too much to do, and has begun nothing. */
  boolean isThrottled() {
    return status == TOO_MANY_REQUESTS;
  }

  /**
   * Whether another invocation may well end better. OpenWhisk answers 400 if the action crashed,
   * 500 or 503 if it cannot run anything just now, a proxy before it 502 if it is gone.
   */
  boolean isPassing() {
    if (status == OK) {
      return text("code").equals("STORAGE_FAILED");
    }
    // A run that took too long would do so again; only Parley's own host says so.
    return PASSING.contains(status) && !text("timeout").equals("true");
  }

  /**
   * How far the merge is.
   *
   * @throws ParleyException with {@link ErrorCode#ACTION_FAILED} or {@link
   *     ErrorCode#TOO_FEW_OWNERS} if it has failed
   */
  MergeProgress progress() {
    if (status == ACCEPTED || status == GATEWAY_TIMEOUT) {
      return MergeProgress.of(MergeProgress.State.GOING_ON);
    }
    if (status != OK) {
      throw failed();
    }
    if (MILLIS.matcher(text("millis")).matches() && answer.has("query")) {
      return new MergeProgress(
          MergeProgress.State.MERGED, Duration.ofMillis(Long.parseLong(text("millis"))));
    }
    // An application error comes with status 200 too: OpenWhisk unwraps the result's "error".
    if (text("code").equals("ALREADY_MERGED")) {
      // The answer to an earlier invocation was lost, or one has overtaken this. What it merged is
      // verified all the same.
      return MergeProgress.of(MergeProgress.State.MERGED_BEFORE);
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
    if (code.equals("STORAGE_SKEWED")) {
      return new ParleyException(
          ErrorCode.ACTION_FAILED,
          "The merge action refused: " + fact(),
          "Ask the cloud operator to set the clocks of OpenWhisk's hosts and of the pipe.");
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
          case 400 ->
              "Ask the cloud operator: it crashed, or took more time or memory than deploy.yaml"
                  + " allows.";
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
