// SPDX-License-Identifier: Apache-2.0
package dev.parley.testkit.federation;

import dev.parley.testkit.federation.LocalFederationSettings.Network;
import dev.parley.testkit.tls.LocalAuthority;
import java.nio.file.Path;
import java.util.Optional;

/** What each party's settings say of TLS, and the files they name. */
final class NetworkFiles {
  private static final String TRUSTED = "ca.crt";

  private final Optional<LocalAuthority> authority;

  NetworkFiles(Network network) {
    this.authority =
        network == Network.TLS
            ? Optional.of(LocalAuthority.found("Parley on this machine"))
            : Optional.empty();
  }

  /** Writes a server's certificate and key, and returns the section that names them. */
  String server(PartFiles files) {
    return authority
        .map(
            issuer -> {
              issuer.certify("127.0.0.1").write(files.folder());
              return "tls: {certificate: server.crt, key: server.key}\n";
            })
        .orElse("");
  }

  /** Writes whom a caller trusts, and returns the key that names the file. */
  String client(PartFiles files) {
    return trusted(files).map(file -> ", trust: " + TRUSTED).orElse("");
  }

  /** Writes whom a caller trusts, and returns where. */
  Optional<Path> trusted(PartFiles files) {
    return authority.map(issuer -> files.write(TRUSTED, issuer.certificate()));
  }
}
