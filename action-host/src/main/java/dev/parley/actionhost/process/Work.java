// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.process;

import com.google.gson.JsonObject;
import java.util.List;

/** What one invocation runs: an action, or several one after the other. */
public sealed interface Work {
  /** Namespace, perhaps package, and name, with slashes between. */
  String action();

  /** As people see it. */
  String version();

  /**
   * One action.
   *
   * @param bound the parameters it has before an invocation adds its own, which come last
   */
  record Single(ActionImage image, JsonObject bound) implements Work {
    @Override
    public String action() {
      return image.action();
    }

    @Override
    public String version() {
      return image.version();
    }

    /** Not what is bound, among which may be secrets. */
    @Override
    public String toString() {
      return image.toString();
    }
  }

  /** At least one part, each of which is given the result of the one before. */
  record Sequence(String action, String version, List<Work> parts) implements Work {
    public Sequence {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("Invalid sequence: no parts");
      }
    }
  }
}
