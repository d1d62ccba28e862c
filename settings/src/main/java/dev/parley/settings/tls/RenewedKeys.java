// SPDX-License-Identifier: Apache-2.0
package dev.parley.settings.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Gives every handshake the identity that its files hold at that moment. */
final class RenewedKeys extends X509ExtendedKeyManager {
  private final Reloading<ServerIdentity> identity;

  RenewedKeys(Reloading<ServerIdentity> identity) {
    this.identity = identity;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    ServerIdentity now = identity.get();
    return keyType.equals(now.key().getAlgorithm()) ? now.alias() : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return chooseServerAlias(keyType, issuers, null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return named(alias).map(ServerIdentity::key).orElse(null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return named(alias).map(ServerIdentity::chain).orElse(null);
  }

  /** The identity may change in the middle of a handshake, which then goes on with the former. */
  private Optional<ServerIdentity> named(String alias) {
    return Stream.concat(Stream.of(identity.get()), identity.former().stream())
        .filter(each -> each.alias().equals(alias))
        .findFirst();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    String alias = chooseServerAlias(keyType, issuers, null);
    return alias == null ? new String[0] : new String[] {alias};
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
