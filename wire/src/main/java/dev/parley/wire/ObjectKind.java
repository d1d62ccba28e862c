// SPDX-License-Identifier: Apache-2.0
package dev.parley.wire;

/** What an object in the pipe is; the second byte after the magic. */
public enum ObjectKind {
  SUB_QUERY(1),
  PARTIAL(2),
  MERGED(3),
  REFUSAL(4),
  CATALOG(5),
  HEARTBEAT(6),
  MANIFEST(7);

  private final int code;

  ObjectKind(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * Returns the domain-separation label of this kind, different for each: no key, signature or seal
   * made for one kind serves another.
   */
  public String label() {
    return "parley/1/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
