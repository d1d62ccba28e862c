// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What settings allow, and an operator may not have meant: ways over a network without TLS, and
 * certificates that end soon. A sentence for each.
 */
public final class TlsDoubts {
  private static final Duration SOON = Duration.ofDays(14);
  private static final Pattern DATABASE =
      Pattern.compile("jdbc:(?:postgresql|mariadb|mysql)://([^/?]*)(.*)", Pattern.DOTALL);
  private static final Pattern CHECKED =
      Pattern.compile("[?&;]sslmode=verify-full(&|;|$)", Pattern.CASE_INSENSITIVE);

  private TlsDoubts() {}

  /**
   * Doubts a server that is called.
   *
   * @param name what it is, for people
   */
  public static List<String> ofServer(String name, Endpoint server, Instant now) {
    URI uri = server.uri();
    if (!"https".equals(uri.getScheme())) {
      return Loopback.is(uri.getHost())
          ? List.of()
          : List.of("%s: %s is reached over a network without TLS".formatted(name, uri));
    }
    return ending(name + ": a certificate that trust names", server.trust().validUntil(), now);
  }

  /** Doubts a server that listens. */
  public static List<String> ofListener(Listen listen, Instant now) {
    if (listen.tls().isEmpty()) {
      return Loopback.is(listen.host())
          ? List.of()
          : List.of("listen: %s is reached over a network without TLS".formatted(listen.host()));
    }
    return ending("tls: the certificate", listen.tls().map(ServerTls::validUntil), now);
  }

  /**
   * Doubts the address of a database: of PostgreSQL and MariaDB it is known how they are told to
   * check a server's name.
   */
  public static List<String> ofDatabase(String jdbcUrl) {
    Matcher address = DATABASE.matcher(jdbcUrl);
    if (!address.matches()
        || Stream.of(address.group(1).split(",", -1)).allMatch(TlsDoubts::isLocal)
        || CHECKED.matcher(address.group(2)).find()) {
      return List.of();
    }
    return List.of(
        "database: %s is reached over a network, and without sslmode=verify-full nobody checks who"
                .formatted(address.group(1))
            + " answers there");
  }

  private static boolean isLocal(String hostAndPort) {
    String host = hostAndPort.replaceFirst(":[0-9]*$", "");
    return host.isEmpty() || Loopback.is(host);
  }

  private static List<String> ending(String what, Optional<Instant> end, Instant now) {
    return end
        .filter(until -> until.isBefore(now.plus(SOON)))
        .map(until -> "%s ends at %s".formatted(what, until.truncatedTo(ChronoUnit.SECONDS)))
        .stream()
        .toList();
  }
}
