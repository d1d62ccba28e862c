// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.review;

import dev.parley.crypto.manifest.Manifest;
import dev.parley.node.config.Grantee;
import dev.parley.node.config.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is doubtful in a policy whatever its tables are. */
final class PolicyDoubts {
  private static final int MANY_QUESTIONS = 10_000;

  private PolicyDoubts() {}

  static List<String> of(Policy policy, Manifest manifest) {
    List<String> doubts = new ArrayList<>();
    if (policy.grantees().isEmpty()) {
      doubts.add("analysts names nobody, so nobody may ask");
    }
    for (Grantee grantee : policy.grantees()) {
      if (manifest.analyst(grantee.analyst()).isEmpty()) {
        doubts.add(
            "analysts names %s, whom the manifest does not: no question of theirs is heard"
                .formatted(grantee));
      }
      boolean all = policy.grantees().contains(new Grantee(grantee.analyst(), Optional.empty()));
      if (grantee.user().isPresent() && all) {
        doubts.add(
            "analysts names %s, and also %s with all its users"
                .formatted(grantee, grantee.analyst()));
      }
    }
    if (policy.minOwners() == 1) {
      doubts.add("minOwners is 1: an answer may come from you alone, and shows your own numbers");
    }
    if (policy.questionsPerDay() > MANY_QUESTIONS) {
      doubts.add(
          "questionsPerDay is %d: many answers that differ by a little show what each hides"
              .formatted(policy.questionsPerDay()));
    }
    return doubts;
  }
}
