// SPDX-License-Identifier: Apache-2.0
package dev.parley.pipe.guard;

import dev.parley.pipe.S3Credentials;
import dev.parley.pipe.guard.PartyBlobStore.Party;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.auth.AwsSignature;
import org.gaul.s3proxy.auth.S3AuthorizationHeader;
import org.gaul.s3proxy.blobstore.BlobStore;

/** Everybody whom the guard knows at one time, by access key, and by which secrets. */
final class Register {
  /** Knows nobody. */
  static final Register EMPTY = new Register(Map.of());

  private static final String CONTENT_HASH = "x-amz-content-sha256";

  private final Map<String, List<AccessGrant>> grants;

  private Register(Map<String, List<AccessGrant>> grants) {
    this.grants = Map.copyOf(grants);
  }

  /**
   * Registers everybody who is granted something.
   *
   * @param meters counts what each does; those who have none yet get one
   */
  static Register of(
      BlobStore store, Grants grants, Map<String, TrafficMeter> meters, Doorbell doorbell) {
    Map<String, List<AccessGrant>> known = new HashMap<>();
    for (S3Credentials identity : grants.identities()) {
      String name = identity.accessKey();
      TrafficMeter meter = meters.computeIfAbsent(name, unused -> new TrafficMeter());
      PartyBlobStore view = new PartyBlobStore(store, new Party(name, grants, meter), doorbell);
      known.put(
          name, identity.secrets().stream().map(secret -> new AccessGrant(secret, view)).toList());
    }
    return new Register(known);
  }

  int size() {
    return grants.size();
  }

  /**
   * Returns whom a request says it is from, with the secret that S3Proxy is to verify it by; empty
   * if nobody of that name is known. S3Proxy knows one secret for each name, so that which of two
   * it is must be found before: a wrong choice here is a refusal there, and never more.
   */
  Optional<AccessGrant> caller(HttpServletRequest request) throws IOException {
    S3AuthorizationHeader header = new S3AuthorizationHeader(request.getHeader("Authorization"));
    List<AccessGrant> own = grants.getOrDefault(header.getIdentity(), List.of());
    for (int i = 1; i < own.size(); i++) {
      if (isSignedBy(own.get(i).credential().orElseThrow(), request, header)) {
        return Optional.of(own.get(i));
      }
    }
    return own.stream().findFirst();
  }

  private static boolean isSignedBy(
      String secret, HttpServletRequest request, S3AuthorizationHeader header) throws IOException {
    String hash = request.getHeader(CONTENT_HASH);
    if (hash == null) {
      return false;
    }
    try {
      String wanted =
          AwsSignature.createAuthorizationSignatureV4(
                  request, header, new byte[0], request.getRequestURI(), secret, false, null, hash)
              .signature();
      return MessageDigest.isEqual(bytes(wanted), bytes(header.getSignature()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Invalid signature", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
