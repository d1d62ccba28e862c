// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.query;

import dev.parley.protocol.query.QuerySecret;
import dev.parley.wire.Label;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** The keys of one query, each derived from its secret under a label of its own (RFC 5869). */
final class QueryKeys {
  private static final int KEY_BYTES = 32;

  private QueryKeys() {}

  static byte[] derive(QuerySecret secret, Label purpose) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(secret.toBytes(), null, purpose.bytes()));
    byte[] key = new byte[KEY_BYTES];
    hkdf.generateBytes(key, 0, KEY_BYTES);
    return key;
  }

  static HMac hmacSha256(byte[] key) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key));
    return mac;
  }

  static HMac hmacSha512(byte[] key) {
    HMac mac = new HMac(new SHA512Digest());
    mac.init(new KeyParameter(key));
    return mac;
  }
}
