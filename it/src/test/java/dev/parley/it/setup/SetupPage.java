// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of docs/setup.md, in their order. */
final class SetupPage {
  private static final Pattern BLOCK =
      Pattern.compile(
          "^```(sh|yaml|sql)([^\\n]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private SetupPage() {}

  /** What a block says to do. */
  enum Kind {
    /** Commands that end. */
    COMMANDS,
    /** A command that runs until it is told to stop. */
    SERVICE,
    /** A file to be written. */
    FILE,
    /** A question. */
    QUESTION
  }

  /**
   * A block.
   *
   * @param host on whose host; empty for a question
   * @param file the name of a file; empty for commands
   */
  record Step(Kind kind, String host, String file, String text) {}

  /** Reads the page, with {@code replacements} made in all its blocks. */
  static List<Step> read(Path page, Map<String, String> replacements) throws IOException {
    List<Step> steps = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      String text = blocks.group(3);
      for (Map.Entry<String, String> each : replacements.entrySet()) {
        text = text.replace(each.getKey(), each.getValue());
      }
      steps.add(step(blocks.group(1), blocks.group(2).strip(), text));
    }
    return steps;
  }

  private static Step step(String language, String place, String text) {
    return switch (language) {
      case "yaml" -> {
        String[] parts = place.split("/", 2);
        yield new Step(Kind.FILE, parts[0], parts[1], text);
      }
      case "sh" ->
          place.endsWith(" service")
              ? new Step(Kind.SERVICE, place.split(" ", 2)[0], "", text.strip())
              : new Step(Kind.COMMANDS, place, "", text);
      default -> new Step(Kind.QUESTION, "", "", text.strip());
    };
  }
}
