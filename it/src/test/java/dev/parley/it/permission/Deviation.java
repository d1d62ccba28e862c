// SPDX-License-Identifier: Apache-2.0
package dev.parley.it.permission;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an Ozone that checks permissions itself allows beyond the guard's table. Each follows from
 * rights that are granted: nobody gets into a bucket in which nothing is granted.
 */
enum Deviation {
  /** An access list knows no "once". */
  OVERWRITES_ITS_OWN("O", "p"),
  /** Whoever makes a key owns it, and an owner may do everything. */
  READS_ITS_OWN("w", "p"),
  /** The access list that comes with an object is not even looked at. */
  SENDS_ACCESS_LISTS("z", "p"),
  /** Ozone has no right that is for single requests only. */
  WRITES_IN_PARTS("mM", "p"),
  /** As above: to copy is to read and to write. */
  COPIES("c", "gp"),
  /** To delete several at once is to delete. */
  DELETES_SEVERAL("D", "d"),
  /** Versions are not kept, so that a list of them is a list; so is one of uploads. */
  LISTS_IN_OTHER_WAYS("vVU", "l"),
  /** Objects have no access lists in S3: who asks for one is sent the object. */
  ASKS_FOR_AN_ACCESS_LIST("t", "g"),
  /** Whoever may pass the bucket sees that it is there. */
  SEES_THE_BUCKET("H", ""),
  /** An address signed beforehand is as good as the secret by which it was signed. */
  SIGNS_ADDRESSES_TO_READ("G", "g"),
  SIGNS_ADDRESSES_TO_WRITE("P", "p");

  private static final int BAD_REQUEST = 400;

  private final String adds;
  private final String follows;

  /**
   * Names one.
   *
   * @param adds the letters of attempts that succeed
   * @param follows the rights of which they follow; any right, if none is named
   */
  Deviation(String adds, String follows) {
    this.adds = adds;
    this.follows = follows;
  }

  /**
   * Whether a status says that it was not done: Ozone has others than 403, also 500 and 501 for
   * what it refuses or does not know. That nothing was done is looked at as well.
   */
  static boolean isRefusal(int status) {
    return status >= BAD_REQUEST;
  }

  /** The letters of a cell of the guard's table with those that are added to it here, sorted. */
  static String added(String identity, String letters) {
    Stream<String> added =
        Arrays.stream(values())
            .filter(deviation -> deviation.followsFrom(letters))
            .map(deviation -> deviation.adds);
    return sorted(identity, letters + added.collect(Collectors.joining()));
  }

  private boolean followsFrom(String letters) {
    return !letters.isEmpty() && follows.chars().allMatch(right -> letters.indexOf(right) >= 0);
  }

  /** Each letter of a cell once. */
  static String sorted(String identity, String letters) {
    return letters
        .chars()
        .sorted()
        .distinct()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
