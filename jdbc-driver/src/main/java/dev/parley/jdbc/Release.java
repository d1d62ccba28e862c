// SPDX-License-Identifier: Apache-2.0
package dev.parley.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.DriverVersion;

/** Which release of Parley this is. */
final class Release {
  static final Release CURRENT = load();

  private static final String NAME = "Parley";

  private final String version;
  private final int major;
  private final int minor;

  private Release(String version) {
    this.version = version;
    Matcher matcher = Pattern.compile("([0-9]+)\\.([0-9]+).*").matcher(version);
    boolean numbered = matcher.matches();
    this.major = numbered ? Integer.parseInt(matcher.group(1)) : 0;
    this.minor = numbered ? Integer.parseInt(matcher.group(2)) : 0;
  }

  private static Release load() {
    try (InputStream in = Release.class.getResourceAsStream("driver.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return new Release(properties.getProperty("version", "0.0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int major() {
    return major;
  }

  int minor() {
    return minor;
  }

  DriverVersion toDriverVersion() {
    return new DriverVersion(
        NAME + " JDBC Driver", version, NAME, version, false, major, minor, major, minor);
  }
}
