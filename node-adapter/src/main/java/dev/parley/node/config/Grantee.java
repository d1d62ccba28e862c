// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.protocol.AnalystId;
import dev.parley.protocol.Principal;
import java.util.Optional;

/**
 * Whom an owner lets ask.
 *
 * @param user one user of the analyst, for whom the analyst's gateway vouches; empty for all
 */
public record Grantee(AnalystId analyst, Optional<String> user) {

  /**
   * Reads {@code analyst} or {@code analyst/user}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Grantee parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return new Grantee(new AnalystId(text), Optional.empty());
    }
    Principal one =
        new Principal(new AnalystId(text.substring(0, slash)), text.substring(slash + 1));
    return new Grantee(one.analyst(), Optional.of(one.user()));
  }

  /** Whether {@code principal} is meant. */
  public boolean covers(Principal principal) {
    return analyst.equals(principal.analyst())
        && user.map(name -> name.equals(principal.user())).orElse(true);
  }

  /** As it stands in the policy. */
  @Override
  public String toString() {
    return user.map(name -> analyst + "/" + name).orElse(analyst.value());
  }
}
