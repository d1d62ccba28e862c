// SPDX-License-Identifier: Apache-2.0
package dev.parley.node.config;

import dev.parley.settings.SecretFile;
import dev.parley.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the owner's database is, and as whom the node asks it.
 *
 * @param url a JDBC URL
 * @param user a role with no more rights than to read what the policy grants; empty where the URL
 *     says all
 */
public record DatabaseSettings(String url, Optional<String> user, Optional<Path> passwordFile) {

  /** Settings of a database that asks for no password. */
  public static DatabaseSettings of(String url) {
    return new DatabaseSettings(url, Optional.empty(), Optional.empty());
  }

  /** Returns the password, read anew so that it may be rotated; empty if there is none. */
  public Optional<String> password() {
    return passwordFile.map(SecretFile::readText);
  }

  static java.util.function.Supplier<DatabaseSettings> read(Settings section) {
    var url = section.required("url", DatabaseSettings::requireJdbc);
    var user = section.optional("user", text -> text);
    var passwordFile = section.optional("passwordFile", section::resolve);
    return () -> new DatabaseSettings(url.get(), user.get(), passwordFile.get());
  }

  private static String requireJdbc(String url) {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException("want a JDBC URL");
    }
    return url;
  }

  /** Says neither URL nor user: both may hold secrets. */
  @Override
  public String toString() {
    return "DatabaseSettings[withheld]";
  }
}
