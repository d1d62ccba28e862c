// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The one table of owners whose parts fail: stays in a hospital, which they reveal. */
public final class Visits {
  private static final String POLICY =
      """
      analysts: [analyst]
      questionsPerDay: 100000
      minOwners: 1
      tables:
        visits:
          minRows: 3
          columns:
            stay: [reveal, aggregate, filter]
      """;

  private Visits() {}

  /** Writes the folder of an owner with those stays. */
  public static void write(Path data, String node, IntStream stays) throws IOException {
    Path folder = Files.createDirectories(data.resolve(node));
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(
        folder.resolve("visits.csv"),
        stays.mapToObj(stay -> stay + "\n").collect(Collectors.joining("", "stay\n", "")));
  }
}
