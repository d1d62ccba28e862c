// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The guard's table of rights as access lists of an Apache Ozone that checks them itself, with
 * Kerberos. Users are access keys. Ozone's rights are coarser than the guard's: whoever wrote an
 * object may read and overwrite it, and nothing is swept.
 */
public final class OzoneAccess {
  private static final String VOLUME = "/s3v";

  private OzoneAccess() {}

  /**
   * Returns what an administrator of Ozone runs, line by line, to make the buckets of a federation
   * and let each party do there what the guard would. Lines may be run again after a change of
   * settings, but for those that make buckets.
   */
  public static List<String> commands(GuardSettings settings) {
    Grants grants = Grants.of(settings);
    List<String> lines = new ArrayList<>();
    Set<String> users = new TreeSet<>();
    Set<String> buckets = new TreeSet<>(grants.buckets().keySet());
    for (String bucket : buckets) {
      lines.add("ozone sh bucket create --layout OBJECT_STORE " + path(bucket));
      List<String> rights = new ArrayList<>();
      grants
          .of(bucket)
          .forEach(
              (user, granted) -> {
                users.add(user);
                rights.addAll(rights(user, granted));
              });
      lines.add("ozone sh bucket setacl " + path(bucket) + " --acls " + quoted(rights));
    }
    List<String> passage = users.stream().map(user -> right(user, "r", "ACCESS")).toList();
    lines.add("ozone sh volume addacl " + VOLUME + " --acls " + quoted(passage));
    return lines;
  }

  /** Rights in the bucket itself, and those that objects written there will have. */
  private static List<String> rights(String user, Set<Right> granted) {
    Set<Letter> bucket = EnumSet.noneOf(Letter.class);
    Set<Letter> objects = EnumSet.noneOf(Letter.class);
    for (Right right : granted) {
      // Nobody gets at what is in a bucket without reading what the bucket is.
      bucket.add(Letter.R);
      switch (right) {
        case GET -> objects.add(Letter.R);
        case LIST -> bucket.add(Letter.L);
        case PUT -> bucket.addAll(Set.of(Letter.C, Letter.W));
        case DELETE -> {
          bucket.add(Letter.W);
          objects.add(Letter.D);
        }
      }
    }
    List<String> rights = new ArrayList<>();
    rights.add(right(user, letters(bucket), "ACCESS"));
    if (!objects.isEmpty()) {
      rights.add(right(user, letters(objects), "DEFAULT"));
    }
    return rights;
  }

  /** Ozone's rights: read, list, create, write, delete. */
  private enum Letter {
    R,
    L,
    C,
    W,
    D
  }

  private static String letters(Set<Letter> letters) {
    StringBuilder text = new StringBuilder();
    letters.forEach(letter -> text.append(letter.name().toLowerCase(Locale.ROOT)));
    return text.toString();
  }

  private static String right(String user, String letters, String scope) {
    return "user:%s:%s[%s]".formatted(user, letters, scope);
  }

  private static String path(String bucket) {
    return VOLUME + "/" + bucket;
  }

  private static String quoted(List<String> rights) {
    return "'" + String.join(",", rights) + "'";
  }
}
