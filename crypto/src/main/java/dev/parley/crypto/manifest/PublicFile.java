// SPDX-License-Identifier: Apache-2.0
package dev.parley.crypto.manifest;

import dev.parley.crypto.paillier.PaillierKey;
import dev.parley.crypto.seal.SealingPublicKey;
import dev.parley.crypto.seal.VerifyingKey;
import dev.parley.wire.Label;
import dev.parley.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;

/**
 * The file of public keys that a party hands to the founder: lines of a name and hexadecimal
 * digits. Its signature, made with the signing key that is in it, shows that whoever made the file
 * holds that key, and binds the other two to it.
 *
 * @param name by which the party calls these keys
 * @param signature over {@link #message}
 */
public record PublicFile(String name, PublicKeys keys, String signature) {
  /** The longest file that is read, in characters. */
  public static final int MAX_CHARACTERS = 1 << 14;

  private static final String MAGIC = "parley-public 1";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final List<String> ENTRIES =
      List.of("name", "signing", "sealing", "modulus", "signature");

  /**
   * @throws IllegalArgumentException if the signature is not that of these keys, or the modulus is
   *     a weak one
   */
  public PublicFile {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "Invalid name of keys: want letters, digits, dots, dashes and underscores, at most 63");
    }
    byte[] bytes = HexFormat.of().parseHex(signature);
    if (!keys.signing().verifies(Label.PUBLIC_KEYS, message(name, keys), bytes)) {
      throw new IllegalArgumentException("Invalid public file: its signature does not verify");
    }
    keys.paillier().requireStrong();
  }

  /** Returns the bytes that are signed. */
  public static byte[] message(String name, PublicKeys keys) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      WireWriter out = new WireWriter(bytes);
      out.string(name);
      keys.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Returns the text of the file. */
  public String toText() {
    return String.join(
        "\n",
        MAGIC,
        "name " + name,
        "signing " + keys.signing().hex(),
        "sealing " + keys.sealing().hex(),
        "modulus " + HexFormat.of().formatHex(keys.paillier().toBytes()),
        "signature " + signature,
        "");
  }

  /**
   * Reads the text of a file.
   *
   * @throws IllegalArgumentException if it is not one, or its signature does not verify
   */
  public static PublicFile parse(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    if (lines.size() != ENTRIES.size() + 1 || !lines.get(0).equals(MAGIC)) {
      throw new IllegalArgumentException("Invalid public file: not one that keygen has written");
    }
    PublicKeys keys =
        new PublicKeys(
            new VerifyingKey(entry(lines, 1)),
            new SealingPublicKey(entry(lines, 2)),
            PaillierKey.of(HexFormat.of().parseHex(entry(lines, 3))));
    return new PublicFile(entry(lines, 0), keys, entry(lines, 4));
  }

  private static String entry(List<String> lines, int index) {
    String line = lines.get(index + 1);
    String name = ENTRIES.get(index) + " ";
    if (!line.startsWith(name)) {
      throw new IllegalArgumentException("Invalid public file: line " + (index + 2));
    }
    return line.substring(name.length());
  }
}
