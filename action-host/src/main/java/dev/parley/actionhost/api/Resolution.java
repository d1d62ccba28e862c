// SPDX-License-Identifier: Apache-2.0
package dev.parley.actionhost.api;

import dev.parley.actionhost.process.ActionImage;
import dev.parley.actionhost.process.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows an action to what an invocation of it runs. A sequence may hold sequences, and a binding
 * may be moved so that one holds itself, so that there is a bound to how many are followed.
 */
final class Resolution {
  private static final int MAX_FOLLOWED = 2 * Exec.MAX_COMPONENTS;

  private final Namespace namespace;
  private int followed;
  private int actions;

  /** To be used once, by who holds the lock of {@code namespace}. */
  Resolution(Namespace namespace) {
    this.namespace = namespace;
  }

  /**
   * Returns what an invocation of {@code action} runs.
   *
   * @param bound what it and its package have bound
   * @throws ApiException with 400 if a component is not there, or there are too many
   */
  Work of(ActionEntity action, KeyValues bound) throws ApiException {
    followed++;
    if (followed > MAX_FOLLOWED) {
      throw tooLong();
    }
    if (action.exec() instanceof Exec.Sequence sequence) {
      return new Work.Sequence(action.fullName(), action.version(), parts(sequence));
    }
    actions++;
    if (actions > Exec.MAX_COMPONENTS) {
      throw tooLong();
    }
    Optional<ActionImage> image = action.image();
    return new Work.Single(image.orElseThrow(), bound.toObject());
  }

  private List<Work> parts(Exec.Sequence sequence) throws ApiException {
    List<Work> parts = new ArrayList<>();
    for (ActionName component : sequence.components()) {
      Optional<Namespace.Found> found = namespace.find(component);
      if (found.isEmpty()) {
        throw new ApiException(400, "Sequence component does not exist.");
      }
      parts.add(of(found.get().action(), found.get().bound()));
    }
    return parts;
  }

  static ApiException tooLong() {
    return new ApiException(400, "Too many actions in the sequence.");
  }
}
