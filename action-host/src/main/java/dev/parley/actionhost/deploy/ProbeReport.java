// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.protocol.error.ErrorCode;
import dev.parley.protocol.error.ParleyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a container finds, told to the cloud operator.
 *
 * @param findings what is as it should be, a sentence each
 * @param faults what is not, each with what to do about it
 */
public record ProbeReport(List<String> findings, List<ParleyException> faults) {
  private static final Pattern WORD = Pattern.compile("[A-Z_]{1,30}");
  private static final Pattern NOT_SHOWN = Pattern.compile("[^\\x20-\\x7E]+");
  private static final int MAX_SHOWN = 200;
  private static final String CONNECTED = "CONNECTED";
  private static final Map<String, String> NO_WAY =
      Map.of(
          "REFUSED", "the connection is refused",
          "SILENT", "nobody answers",
          "UNKNOWN_HOST", "they know no host of that name");

  public ProbeReport {
    findings = List.copyOf(findings);
    faults = List.copyOf(faults);
  }

  /**
   * Reads what came of an invocation of the probe.
   *
   * @param response {@code status} and {@code result} of its activation
   */
  static ProbeReport of(Probing probing, JsonObject response) {
    JsonObject result =
        response.get("result") instanceof JsonObject object ? object : new JsonObject();
    Reader reader = new Reader(probing, result);
    if (!"success".equals(text(response, "status"))) {
      reader.fault(brokenFact(response, result), "Read the log of the activation of parley/probe.");
    } else if (!reader.isWhole()) {
      reader.fault(
          "The probe gave an answer that cannot be understood", "Run it again; deploy it before.");
    } else {
      reader.pipe();
      reader.reads();
      reader.unreachable();
    }
    return new ProbeReport(reader.findings, reader.faults);
  }

  private static String brokenFact(JsonObject response, JsonObject result) {
    String status = shown(text(response, "status"));
    return result.get("error") instanceof JsonObject error
        ? "The probe refused: " + shown(text(error, "fact"))
        : "The probe did not end well: "
            + (status.isEmpty() ? "OpenWhisk does not say how" : status);
  }

  private static String shown(String text) {
    String plain = NOT_SHOWN.matcher(text).replaceAll(" ").strip();
    return plain.length() > MAX_SHOWN ? plain.substring(0, MAX_SHOWN) : plain;
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonPrimitive text ? text.getAsString() : "";
  }

  private static List<String> words(JsonObject json, String name) {
    List<String> words = new ArrayList<>();
    if (json.get(name) instanceof JsonArray list) {
      for (JsonElement word : list) {
        words.add(word instanceof JsonPrimitive text ? text.getAsString() : "");
      }
    }
    return words;
  }

  /** One answer of the probe, on its way to a report. */
  private static final class Reader {
    final List<String> findings = new ArrayList<>();
    final List<ParleyException> faults = new ArrayList<>();
    private final Probing probing;
    private final String pipe;
    private final List<String> reads;
    private final List<String> unreachable;

    Reader(Probing probing, JsonObject result) {
      this.probing = probing;
      this.pipe = text(result, "pipe");
      this.reads = words(result, "reads");
      this.unreachable = words(result, "unreachable");
    }

    boolean isWhole() {
      List<String> all = new ArrayList<>(reads);
      all.addAll(unreachable);
      all.add(pipe);
      return all.stream().allMatch(word -> WORD.matcher(word).matches())
          && unreachable.size() == probing.unreachable().size()
          && (reads.size() == probing.reads().size() || reads.isEmpty());
    }

    void fault(String fact, String hint) {
      faults.add(new ParleyException(ErrorCode.ACTION_FAILED, fact, hint));
    }

    void pipe() {
      String where = "the pipe at " + probing.pipe();
      if (NO_WAY.containsKey(pipe)) {
        fault(
            "Containers do not reach %s: %s".formatted(where, NO_WAY.get(pipe)),
            "Name an address that containers reach; the loopback of a host is not theirs.");
        return;
      }
      switch (pipe) {
        // Of nobody's bucket it says no more than that, once it knows the credential.
        case "OK", "DENIED" ->
            findings.add("containers reach %s, and it knows the credential".formatted(where));
        case "UNIDENTIFIED" ->
            fault(
                "To %s the access key is unknown, or its secret is another".formatted(where),
                "Compare accessKey and secretFile in deploy.yaml with actions in pipe.yaml.");
        case "SKEWED" ->
            fault(
                "The clock of OpenWhisk's containers and that of %s differ by too much"
                    .formatted(where),
                "Set both, best by NTP; a quarter of an hour is too much.");
        case "UNTRUSTED" ->
            fault(
                "Containers cannot trust %s, or it speaks no TLS".formatted(where),
                "Check trust of the pipe in deploy.yaml, and the names in its certificate.");
        default ->
            fault(
                "To containers, %s answers with an error".formatted(where),
                "Check that it is a pipe, that it runs, and what its log says.");
      }
    }

    void reads() {
      List<String> denied = new ArrayList<>();
      for (int i = 0; i < reads.size(); i++) {
        if (!reads.get(i).equals("OK")) {
          denied.add(probing.reads().get(i));
        }
      }
      if (!denied.isEmpty()) {
        fault(
            "The credential does not read the partials of " + String.join(", ", denied),
            "Grant it in pipe.yaml (gateways, and grants of nodes), and write names as there.");
      } else if (!reads.isEmpty()) {
        findings.add("the credential reads partials of " + String.join(", ", probing.reads()));
      }
    }

    void unreachable() {
      List<String> reached = new ArrayList<>();
      for (int i = 0; i < unreachable.size(); i++) {
        String address = probing.unreachable().get(i);
        if (unreachable.get(i).equals(CONNECTED)) {
          reached.add(address);
        } else {
          String how = unreachable.get(i).toLowerCase(Locale.ROOT).replace('_', ' ');
          findings.add("containers do not reach %s (%s)".formatted(address, how));
        }
      }
      if (!reached.isEmpty()) {
        fault(
            "Containers get past the pipe's guard, to " + String.join(", ", reached),
            "Close these addresses to the network of the containers.");
      }
    }
  }
}
